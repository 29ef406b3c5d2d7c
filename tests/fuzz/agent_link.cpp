// The agent link, from an HTTP body to what the server holds. The input is a script, a line an act:
//   @1.7      the lines that follow are sent as one signed batch of epoch 1 from line 7 on
//   !         the batch before is sent once more
//   ~         the next batch's signature is spoilt
//   #…        the rest of the line is sent as a body, unpacked of hex, as it came from somebody else
// Anything else is a ledger line, whatever its bytes.

#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "server/http/body_reader.h"
#include "server/usecases/accept_batch.h"
#include "server/usecases/held_ledger_check.h"
#include "schema/wire/line_codec.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/memory_ledgers.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

const std::string kAgent = "jy-shili-01";
const domain::Instant kNow{domain::Millis{1'725'926'400'000}};
constexpr std::size_t kActsMax = 64;

const wire::SigningKey& agent_key() {
  static const auto key = wire::SigningKey::generate();
  return key;
}

const server::ReceiptSigner& signer() {
  static const server::ReceiptSigner signer(wire::SigningKey::generate());
  return signer;
}

class Link {
 public:
  void line(std::string_view text) {
    if (text.starts_with('@')) return begin(text.substr(1));
    if (text.starts_with('#')) return stranger(text.substr(1));
    if (text == "!") return again();
    if (text == "~") {
      spoilt_ = true;
      return;
    }
    if (lines_.size() < wire::kBatchMaxLines) lines_.emplace_back(text);
  }

  void end() {
    flush();
    const auto check = server::check_held_ledger(store_, store_.agent());
    demand(!check.broken_at, "what is held follows its chain to the head receipted");
  }

 private:
  void begin(std::string_view position) {
    flush();
    if (const auto first = wire::parse_ref(position)) first_ = *first;
  }

  void flush() {
    if (lines_.empty()) return;
    domain::Head before = store_.held_head({first_.epoch, first_.seq - 1});
    if (before.empty()) before = domain::Head(64, '0');
    batch_ = wire::make_batch(kAgent, first_.epoch, first_.seq, before, std::move(lines_), agent_key());
    if (std::exchange(spoilt_, false)) batch_->signature = wire::base64_encode(std::string(64, 'x'));
    lines_.clear();
    first_.seq = batch_->last_seq + 1;
    send(*batch_);
  }

  void again() {
    flush();
    if (batch_) send(*batch_);
  }

  void stranger(std::string_view hex) {
    flush();
    std::string body;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
      const auto digit = [&](char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; };
      body += static_cast<char>(digit(hex[i]) << 4 | (digit(hex[i + 1]) & 15));
    }
    const auto outcome = take(body);
    demand(outcome.new_lines == 0, "nobody appends without the key");
  }

  void send(const wire::Batch& batch) {
    const auto before = store_.agent().held;
    const auto outcome = take(wire::gzip(wire::encode_batch(batch)));
    const auto& verdict = outcome.answer.verdict;
    const std::uint64_t count = batch.last_seq - batch.first_seq + 1;
    if (verdict == "accepted" || verdict == "already_held") {
      demand(outcome.new_lines + outcome.replayed_lines == count, "every line is new or held");
      demand(outcome.answer.set_aside.size() <= count, "only the batch's own lines are set aside");
    }
    if (verdict == "accepted") {
      demand(outcome.answer.receipt.held == domain::LedgerPosition{batch.epoch, batch.last_seq} &&
                 outcome.answer.receipt.head == batch.head_after,
             "an accepted batch is receipted to its end");
    } else {
      demand(outcome.new_lines == 0 && store_.agent().held.last == before.last, "nothing else moves the head");
    }
  }

  server::BatchOutcome take(const std::string& arrived) {
    std::istringstream stream(arrived);
    std::string body;
    const auto defect = server::read_body(stream, static_cast<std::int64_t>(arrived.size()),
                                          wire::kBatchMaxCompressedBytes, body);
    demand(defect == server::BodyDefect::none ? body == arrived : arrived.size() > wire::kBatchMaxCompressedBytes,
           "a body within its limit is read whole");
    const auto outcome = server::AcceptBatch(store_, signer(), {}).accept({kAgent, body, kNow});
    check_answer(outcome.answer);
    return outcome;
  }

  void check_answer(const wire::BatchAnswer& answer) {
    const auto read = wire::decode_answer(wire::encode_answer(answer));
    demand(read.has_value() && read->verdict == answer.verdict, "the agent understands every answer");
    if (!answer.text.empty()) fuzz::demand_bilingual(answer.text, "a verdict is explained");
    const auto key = wire::PublicKey::from_base64(signer().public_key().public_key);
    demand(key && key->verify(wire::signed_text(answer.receipt), answer.receipt.signature), "a receipt is signed");
    demand(answer.receipt.held == store_.agent().held.last, "a receipt says what is held");
  }

  fuzz::MemoryLedgers store_{kAgent, "shili-01", agent_key().public_key().base64()};
  domain::LedgerPosition first_{1, 1};
  std::vector<std::string> lines_;
  std::optional<wire::Batch> batch_;
  bool spoilt_ = false;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Link link;
  std::size_t acts = 0;
  for (const auto line : fuzz::lines_of(fuzz::Input(data, size).text())) {
    if (++acts > kActsMax) break;
    link.line(line);
  }
  link.end();
  return 0;
}
