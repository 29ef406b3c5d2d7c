#include "server/usecases/accept_batch.h"

#include <utility>
#include <variant>

#include "server/usecases/judged_batch.h"
#include "server/usecases/receipt_comparison.h"
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

namespace {

/// NTP moves a clock by less than this.
constexpr domain::Millis kClockSetBack{60'000};

/// The server's clock may have been set back since the agent's last contact (fault S7): times of receipt never go
/// backwards for that, and a person learns of it.
domain::Instant receipt_time(const HeldAgent& agent, domain::Instant now, LedgerTransaction& transaction) {
  if (!agent.last_contact_at || *agent.last_contact_at <= now) return now;
  const auto back = *agent.last_contact_at - now;
  if (back >= kClockSetBack) {
    const std::string seconds = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(back).count());
    const auto day = std::chrono::floor<std::chrono::days>(*agent.last_contact_at);
    transaction.raise({"server_clock_back", "server", domain::format_instant(day).substr(0, 10),
                       "服务器时钟被拨回 " + seconds + " 秒:接收时间不随之倒退;请检查 NTP",
                       "the server's clock was set back by " + seconds + " s; times of receipt do not follow it; look "
                       "at NTP",
                       *agent.last_contact_at});
  }
  return *agent.last_contact_at;
}

}  // namespace

BatchOutcome AcceptBatch::accept(const ArrivedBody& given) const {
  ArrivedBody arrived = given;
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
    arrived.received_at = receipt_time(*agent, given.received_at, transaction);
    if (const auto* defect = std::get_if<wire::FramingDefect>(&unpacked)) {
      outcome.answer = refused_framing(*defect);
    } else {
      const auto& batch = std::get<wire::Batch>(unpacked);
      const JudgedBatch judged(batch, arrived, *agent, transaction, settings_);
      ReceiptComparison receipts(batch, *agent, signer_, transaction, arrived.received_at);
      outcome.answer = verdict_answer(judged.acceptance().verdict);
      judged.take_effect(*agent, transaction, outcome);
      receipts.after(agent->held);
    }
    transaction.note_contact(arrived.agent, arrived.received_at);
  });
  // What the receipt says of the time is this clock's own: the agent measures its offset by it.
  if (agent) outcome.answer.receipt = signer_.sign(arrived.agent, agent->held, given.received_at);
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

wire::BatchAnswer AcceptBatch::too_large(const std::string& agent, domain::Instant at) const {
  wire::BatchAnswer answer = held(agent, at);
  if (answer.verdict != "held") return answer;
  answer.verdict = "too_large";
  answer.text = "批次过大,请减少行数 / the batch is too large, send fewer lines";
  return answer;
}

}  // namespace quaywatt::server
