#include "server/usecases/judged_batch.h"

#include <variant>

#include "schema/wire/line_codec.h"
#include "server/usecases/refused_lines.h"

namespace quaywatt::server {

using domain::BatchVerdict;

namespace {

std::string place_text(const wire::Batch& batch) {
  return wire::format_ref({batch.epoch, batch.first_seq}) + "-" + std::to_string(batch.last_seq);
}

}  // namespace

JudgedBatch::JudgedBatch(const wire::Batch& batch, const ArrivedBody& arrived, const HeldAgent& agent,
                         LedgerTransaction& transaction, const domain::AcceptanceSettings& settings)
    : batch_(batch), incoming_{batch, arrived.body_gzip, {}, arrived.received_at, agent.last_contact_at} {
  if (agent.standing == domain::AgentStanding::enrolled) {
    incoming_.ledger_key = transaction.key_for(agent.agent, {batch.epoch, batch.last_seq});
    if (const auto key = wire::PublicKey::from_base64(incoming_.ledger_key)) {
      examined_ = wire::examine_batch(batch, *key);
      overlap_ = transaction.overlap(agent.agent, examined_);
    }
  }
  acceptance_ = domain::judge_batch(agent.standing, agent.held, overlap_, examined_, settings);
}

void JudgedBatch::take_effect(HeldAgent& agent, LedgerTransaction& transaction, BatchOutcome& outcome) const {
  switch (acceptance_.verdict) {
    case BatchVerdict::accepted: return append(agent, transaction, outcome);
    case BatchVerdict::already_held:
      outcome.replayed_lines = line_count();
      outcome.answer.set_aside = seqs_of(refused_lines(batch_, agent.berth));
      return transaction.note_replay(agent.agent, line_count());
    case BatchVerdict::fork:
      transaction.quarantine_fork(incoming_, overlap_);
      return raise_fork(agent, transaction);
    case BatchVerdict::bad_signature:
      return transaction.raise({"bad_signature", agent.agent, "",
                                "证书属于本机,但批次签名无效:可能有人冒用证书",
                                "the certificate is the agent's, the batch's signature is not: somebody may be using "
                                "the certificate",
                                incoming_.received_at});
    default: return;  // refused without effect; the answer says what is held
  }
}

void JudgedBatch::append(HeldAgent& agent, LedgerTransaction& transaction, BatchOutcome& outcome) const {
  transaction.append(incoming_, acceptance_.first_new_seq);
  const auto refused = refused_lines(batch_, agent.berth);
  std::vector<SetAsideLine> new_refused;
  for (const SetAsideLine& line : refused) {
    if (line.position.seq >= acceptance_.first_new_seq) new_refused.push_back(line);
  }
  transaction.set_aside(agent.agent, new_refused);
  change_key(transaction);
  if (acceptance_.lost_from) raise_gap(transaction);
  agent.held = {{batch_.epoch, batch_.last_seq}, batch_.head_after};
  outcome.answer.set_aside = seqs_of(refused);
  outcome.new_lines = batch_.last_seq - acceptance_.first_new_seq + 1;
  outcome.replayed_lines = line_count() - outcome.new_lines;
  outcome.set_aside_lines = new_refused.size();
  if (outcome.replayed_lines > 0) transaction.note_replay(agent.agent, outcome.replayed_lines);
}

void JudgedBatch::change_key(LedgerTransaction& transaction) const {
  // Only a batch's last line can change the key (examine_batch).
  const domain::LedgerPosition last{batch_.epoch, batch_.last_seq};
  const auto decoded = wire::decode_line(batch_.lines.back(), last);
  const auto* line = std::get_if<domain::LedgerLine>(&decoded);
  const auto* changed = line != nullptr ? std::get_if<domain::KeyChanged>(&line->body) : nullptr;
  if (changed != nullptr) transaction.change_key(batch_.agent, last, changed->public_key, incoming_.received_at);
}

void JudgedBatch::raise_fork(const HeldAgent& agent, LedgerTransaction& transaction) const {
  const std::string place = place_text(batch_);
  transaction.raise({"ledger_fork", agent.agent, place + " " + batch_.head_after.substr(0, 16),
                     "台账分叉:第 " + place + " 行与已留存的不同(存储卡被复制或回滚);已隔离并停用该终端,须重新注册",
                     "ledger forked: lines " + place + " differ from those held (a cloned or rolled-back card); kept "
                     "apart and the agent suspended until it is enrolled again",
                     incoming_.received_at});
}

void JudgedBatch::raise_gap(LedgerTransaction& transaction) const {
  const std::string from = wire::format_ref(*acceptance_.lost_from);
  transaction.raise({"ledger_lost", batch_.agent, "from " + from,
                     "终端报告台账损坏:第 " + from + " 行起可能有记录丢失",
                     "the agent lost its ledger: lines from " + from + " on may have existed",
                     incoming_.received_at});
}

}  // namespace quaywatt::server
