#include "server/usecases/accept_batch.h"

#include <utility>
#include <variant>

#include "server/usecases/judged_batch.h"
#include "server/usecases/verdict_text.h"

namespace quaywatt::server {

namespace {

using Unpacked = std::variant<wire::Batch, wire::FramingDefect>;

Unpacked unpack(const ArrivedBody& arrived) {
  const auto body = wire::gunzip(arrived.body_gzip, wire::kBatchMaxBytes);
  if (!body) {
    return wire::FramingDefect{"bad_gzip", 0,
                               "不是完整的 gzip,或解压后过大 / not whole gzip, or too large when unpacked"};
  }
  return wire::decode_batch(*body, arrived.agent);
}

wire::BatchAnswer refused_framing(const wire::FramingDefect& defect) {
  wire::BatchAnswer answer;
  answer.verdict = defect.reason;
  answer.text = defect.text;
  if (defect.line > 0) answer.line = defect.line;
  return answer;
}

wire::BatchAnswer verdict_answer(domain::BatchVerdict verdict) {
  wire::BatchAnswer answer;
  answer.verdict = wire::verdict_name(verdict);
  answer.text = verdict_text(verdict);
  return answer;
}

}  // namespace

BatchOutcome AcceptBatch::accept(const ArrivedBody& arrived) const {
  const Unpacked unpacked = unpack(arrived);  // outside the transaction: the row is locked for what needs it
  std::optional<HeldAgent> agent;
  BatchOutcome outcome;
  store_.in_transaction([&](LedgerTransaction& transaction) {
    outcome = {};
    agent = transaction.lock_agent(arrived.agent);
    if (!agent) {
      outcome.answer = verdict_answer(domain::BatchVerdict::unknown_agent);
      return;
    }
    if (const auto* defect = std::get_if<wire::FramingDefect>(&unpacked)) {
      outcome.answer = refused_framing(*defect);
    } else {
      const JudgedBatch judged(std::get<wire::Batch>(unpacked), arrived, *agent, transaction, settings_);
      outcome.answer = verdict_answer(judged.acceptance().verdict);
      judged.take_effect(*agent, transaction, outcome);
    }
    transaction.note_contact(arrived.agent, arrived.received_at);
  });
  if (agent) outcome.answer.receipt = signer_.sign(arrived.agent, agent->held, arrived.received_at);
  return outcome;
}

wire::BatchAnswer AcceptBatch::held(const std::string& name, domain::Instant at) const {
  std::optional<HeldAgent> agent;
  store_.in_transaction([&](LedgerTransaction& transaction) {
    agent = transaction.lock_agent(name);
    if (agent) transaction.note_contact(name, at);
  });
  if (!agent) return verdict_answer(domain::BatchVerdict::unknown_agent);
  wire::BatchAnswer answer;
  answer.verdict = "held";
  if (agent->standing != domain::AgentStanding::enrolled) {
    answer = verdict_answer(domain::judge_batch(agent->standing, agent->held, {}, {}, settings_).verdict);
  }
  answer.receipt = signer_.sign(name, agent->held, at);
  return answer;
}

}  // namespace quaywatt::server
