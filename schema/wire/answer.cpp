// Receipts and the server's answers.
#include <array>

#include "schema/wire/batch.h"
#include "schema/wire/message.h"
#include "schema/wire/receipt_fields.h"

namespace quaywatt::wire {
namespace {

struct NamedVerdict {
  domain::BatchVerdict verdict;
  std::string_view name;
  int http_status;
};

constexpr std::array kVerdicts{
    NamedVerdict{domain::BatchVerdict::unknown_agent, "unknown_agent", 403},
    NamedVerdict{domain::BatchVerdict::awaiting_approval, "awaiting_approval", 403},
    NamedVerdict{domain::BatchVerdict::suspended, "suspended", 403},
    NamedVerdict{domain::BatchVerdict::bad_signature, "bad_signature", 422},
    NamedVerdict{domain::BatchVerdict::bad_chain, "bad_chain", 422},
    NamedVerdict{domain::BatchVerdict::bad_epoch, "bad_epoch", 422},
    NamedVerdict{domain::BatchVerdict::clock_not_allowed, "clock_not_allowed", 422},
    NamedVerdict{domain::BatchVerdict::gap_before, "gap_before", 409},
    NamedVerdict{domain::BatchVerdict::fork, "fork", 409},
    NamedVerdict{domain::BatchVerdict::already_held, "already_held", 200},
    NamedVerdict{domain::BatchVerdict::accepted, "accepted", 200},
};

/// The answer as it lies on the wire: no receipt where none was signed.
struct AnswerMessage {
  BatchAnswer answer;
  std::optional<Receipt> receipt;
};

}  // namespace

template <typename F, Is<AnswerMessage> M>
void describe(F& f, M& message) {
  f.required("verdict", message.answer.verdict, Text{64});
  f.optional("text", message.answer.text, Text{kStatementMaxBytes, true});
  f.optional("line", message.answer.line, Range{1});
  f.optional("set_aside", message.answer.set_aside, kBatchMaxLines, Range{1});
  f.optional("receipt", message.receipt);
}

std::string signed_text(const Receipt& receipt) {
  return "quaywatt receipt 1\n" + receipt.agent + "\n" + std::to_string(receipt.held.epoch) + "\n" +
         std::to_string(receipt.held.seq) + "\n" + receipt.head + "\n" +
         std::to_string(receipt.server_time.time_since_epoch().count()) + "\n" + receipt.key_id + "\n";
}

std::string encode_answer(const BatchAnswer& answer) {
  const bool vouched = !answer.receipt.signature.empty();
  return encode_message(AnswerMessage{answer, vouched ? std::optional(answer.receipt) : std::nullopt});
}

std::optional<BatchAnswer> decode_answer(std::string_view body) {
  AnswerMessage message;
  if (body.size() > kAnswerMaxBytes || decode_message(body, message)) return std::nullopt;
  if (message.receipt) message.answer.receipt = std::move(*message.receipt);
  return std::move(message.answer);
}

std::string_view verdict_name(domain::BatchVerdict verdict) {
  for (const auto& known : kVerdicts) {
    if (known.verdict == verdict) return known.name;
  }
  return {};
}

std::optional<domain::BatchVerdict> verdict_from_name(std::string_view name) {
  for (const auto& known : kVerdicts) {
    if (known.name == name) return known.verdict;
  }
  return std::nullopt;
}

int http_status_of(std::string_view verdict) {
  if (verdict == "held") return 200;
  if (verdict == "too_large") return 413;
  for (const auto& known : kVerdicts) {
    if (known.name == verdict) return known.http_status;
  }
  return 400;  // what is left is a framing defect
}

}  // namespace quaywatt::wire
