// Batch bodies. The first letter says what the rest is: "z" the gzip as it came over the wire, "b" a body already
// unpacked, anything else bytes to be packed and unpacked again.

#include <set>
#include <string>
#include <variant>

#include "schema/wire/batch.h"
#include "schema/wire/line_codec.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

constexpr std::string_view kAgent = "jy-shili-01";
constexpr std::size_t kRatioFreeBytes = 64 * 1024;  // of gunzip's contract

const wire::PublicKey& any_key() {
  static const auto key = wire::SigningKey::generate().public_key();
  return key;
}

void check_batch(const wire::Batch& batch) {
  demand(!batch.lines.empty() && batch.lines.size() <= wire::kBatchMaxLines, "a batch keeps within its lines");
  demand(batch.last_seq - batch.first_seq + 1 == batch.lines.size(), "a batch has as many lines as it says");
  for (const auto& line : batch.lines) demand(line.size() <= wire::kLineMaxBytes, "a line keeps within its limit");
  const auto again = wire::decode_batch(wire::encode_batch(batch), kAgent);
  const auto* same = std::get_if<wire::Batch>(&again);
  demand(same != nullptr && same->lines == batch.lines && wire::signed_text(*same) == wire::signed_text(batch) &&
             same->signature == batch.signature,
         "a batch comes back equal");
  const auto arrived = wire::examine_batch(batch, any_key());
  demand(!arrived.signature_valid, "nobody signs with a key he does not have");
  demand(arrived.heads.size() == batch.lines.size(), "there is a head for each line");
}

void check_body(std::string_view body) {
  static const std::set<std::string, std::less<>> kReasons{"too_large", "bad_header", "bad_count", "line_too_long",
                                                           "truncated"};
  const auto decoded = wire::decode_batch(body, kAgent);
  if (const auto* batch = std::get_if<wire::Batch>(&decoded)) return check_batch(*batch);
  const auto& defect = std::get<wire::FramingDefect>(decoded);
  demand(kReasons.contains(defect.reason), "a framing defect is one of those documented");
  demand(defect.line <= fuzz::lines_of(body).size() + 1, "a framing defect lies within the body");
  fuzz::demand_bilingual(defect.text, "a framing defect is explained");
}

void check_packed(std::string_view gzipped) {
  const auto body = wire::gunzip(gzipped, wire::kBatchMaxBytes);
  if (!body) return;
  demand(body->size() <= wire::kBatchMaxBytes, "unpacking keeps within its limit");
  demand(body->size() <= std::max(kRatioFreeBytes, gzipped.size() * wire::kGzipMaxRatio), "a bomb is not unpacked");
  check_body(*body);
}

void check_round_trip(std::string_view bytes) {
  const std::string packed = wire::gzip(bytes);
  const auto again = wire::gunzip(packed, bytes.size());
  if (again) demand(*again == bytes, "unpacking gives what was packed");
  else demand(bytes.size() > kRatioFreeBytes, "only a bomb is refused");
  demand(bytes.empty() || !wire::gunzip(packed, bytes.size() - 1), "one byte too many is too many");
  for (const std::size_t cut : {std::size_t{1}, std::size_t{8}, packed.size() / 2}) {
    demand(!wire::gunzip(std::string_view(packed).substr(0, packed.size() - cut), wire::kBatchMaxBytes),
           "truncated gzip is refused");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::Input(data, size).text();
  if (text.empty()) return 0;
  const char kind = text.front();
  text.remove_prefix(1);
  if (kind == 'z') check_packed(text);
  else if (kind == 'b') check_body(text);
  else check_round_trip(text);
  return 0;
}
