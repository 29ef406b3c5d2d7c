#include "schema/wire/batch.h"

#include <cassert>

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "schema/wire/message.h"
#include "schema/wire/receipt_fields.h"

namespace quaywatt::wire {
namespace {

constexpr std::size_t kHeaderMaxBytes = 1024;

/// The next line of `rest` without its line feed; nullopt when no line feed is left.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

FramingDefect truncated(std::size_t line) {
  return {"truncated", line, "最后一行没有换行符,内容不完整 / the last line does not end in a line feed"};
}

/// Takes all lines; a body that has more of them than the header says is not read on.
std::optional<FramingDefect> take_lines(std::string_view rest, std::size_t count, std::vector<std::string>& lines) {
  lines.reserve(count);
  while (!rest.empty()) {
    const std::size_t number = lines.size() + 2;  // line 1 is the header
    if (lines.size() == count) return FramingDefect{"bad_count", number, "行数多于头行所述 / more lines than the header says"};
    const auto line = take_line(rest);
    if (!line) return truncated(number);
    if (line->size() > kLineMaxBytes) {
      return FramingDefect{"line_too_long", number, "行超过 8192 字节 / the line exceeds 8192 bytes"};
    }
    lines.emplace_back(*line);
  }
  if (lines.size() == count) return std::nullopt;
  return FramingDefect{"bad_count", lines.size() + 2, "行数少于头行所述 / fewer lines than the header says"};
}

bool changes_key(const std::string& line) {
  if (line.find("key_changed") == std::string::npos) return false;
  const auto decoded = decode_line(line);
  const auto* good = std::get_if<domain::LedgerLine>(&decoded);
  return good != nullptr && std::holds_alternative<domain::KeyChanged>(good->body);
}

bool goes_on_after_new_key(const Batch& batch) {
  for (std::size_t i = 0; i + 1 < batch.lines.size(); ++i) {
    if (changes_key(batch.lines[i])) return true;
  }
  return false;
}

std::optional<domain::EpochOpened> opening_of(const Batch& batch) {
  if (batch.first_seq != 1 || batch.lines.empty()) return std::nullopt;
  const auto decoded = decode_line(batch.lines.front(), {batch.epoch, 1});
  const auto* line = std::get_if<domain::LedgerLine>(&decoded);
  const auto* opened = line != nullptr ? std::get_if<domain::EpochOpened>(&line->body) : nullptr;
  return opened != nullptr ? std::optional(*opened) : std::nullopt;
}

}  // namespace

/// The header line of a batch. It is not signed itself: everything in it but `v` and the receipt, which is signed by
/// the server, is part of the signed text.
template <typename F, Is<Batch> B>
void describe(F& f, B& batch) {
  f.required("epoch", batch.epoch, Range{1, 0xFFFF'FFFF});
  f.required("first_seq", batch.first_seq, Range{1});
  f.required("last_seq", batch.last_seq, Range{1});
  f.required("head_before", batch.head_before, HexText{64});
  f.required("head_after", batch.head_after, HexText{64});
  f.required("signature", batch.signature, Base64Text{64});
  f.optional("receipt", batch.farthest_receipt);
}

std::string signed_text(const Batch& batch) {
  return "quaywatt batch 1\n" + batch.agent + "\n" + std::to_string(batch.epoch) + "\n" +
         std::to_string(batch.first_seq) + "\n" + std::to_string(batch.last_seq) + "\n" + batch.head_before + "\n" +
         batch.head_after + "\n";
}

Batch make_batch(std::string agent, std::uint32_t epoch, std::uint64_t first_seq, domain::Head head_before,
                 std::vector<std::string> lines, const SigningKey& key) {
  assert(!lines.empty() && lines.size() <= kBatchMaxLines && first_seq >= 1);
  Batch batch;
  batch.agent = std::move(agent);
  batch.epoch = epoch;
  batch.first_seq = first_seq;
  batch.last_seq = first_seq + lines.size() - 1;
  batch.head_after = head_before;
  for (const auto& line : lines) batch.head_after = head_after(batch.head_after, line);
  batch.head_before = std::move(head_before);
  batch.lines = std::move(lines);
  batch.signature = key.sign(signed_text(batch));
  return batch;
}

std::string encode_batch(const Batch& batch) {
  std::string body = encode_message(batch);
  body += '\n';
  for (const auto& line : batch.lines) {
    body += line;
    body += '\n';
  }
  return body;
}

std::variant<Batch, FramingDefect> decode_batch(std::string_view body, std::string_view agent) {
  if (body.size() > kBatchMaxBytes) return FramingDefect{"too_large", 0, "批次过大 / the batch is too large"};
  const auto header = take_line(body);
  if (!header) return truncated(1);
  if (header->size() > kHeaderMaxBytes) return FramingDefect{"bad_header", 1, "头行过长 / the header is too long"};
  Batch batch;
  if (const auto defect = decode_message(*header, batch)) {
    return FramingDefect{"bad_header", 1, defect->pointer + ": " + defect->text};
  }
  if (batch.last_seq < batch.first_seq || batch.last_seq - batch.first_seq >= kBatchMaxLines) {
    return FramingDefect{"bad_count", 1, "应为 1 至 1000 行 / a batch has 1 to 1000 lines"};
  }
  const auto count = static_cast<std::size_t>(batch.last_seq - batch.first_seq + 1);
  if (auto defect = take_lines(body, count, batch.lines)) return *defect;
  batch.agent = agent;
  return batch;
}

domain::ArrivedBatch examine_batch(const Batch& batch, const PublicKey& key) {
  domain::ArrivedBatch arrived;
  arrived.epoch = batch.epoch;
  arrived.first_seq = batch.first_seq;
  arrived.last_seq = batch.last_seq;
  arrived.head_before = batch.head_before;
  arrived.epoch_start_head = epoch_start_head(batch.agent, batch.epoch);
  arrived.heads.reserve(batch.lines.size());
  for (const auto& line : batch.lines) {
    arrived.heads.push_back(head_after(arrived.heads.empty() ? batch.head_before : arrived.heads.back(), line));
  }
  arrived.signature_valid = key.verify(signed_text(batch), batch.signature) && !goes_on_after_new_key(batch);
  arrived.chain_matches = !arrived.heads.empty() && arrived.heads.back() == batch.head_after;
  arrived.opening = opening_of(batch);
  return arrived;
}

}  // namespace quaywatt::wire
