#include "server/store/mysql/ledger_transaction.h"

#include <algorithm>

#include "server/store/agent_standing.h"
#include "server/store/mysql/agent_keys.h"
#include "server/store/mysql/alarm_rows.h"
#include "server/store/mysql/fitting_text.h"
#include "server/store/mysql/held_agents.h"
#include "server/store/mysql/held_heads.h"
#include "server/store/mysql/recovery_rows.h"

namespace quaywatt::server::mysql {

namespace {

constexpr std::size_t kDetailMax = 1000;  // column set_aside_lines.detail

}  // namespace

std::optional<HeldAgent> MysqlLedgerTransaction::lock_agent(const std::string& agent) {
  return lock_held_agent(connection_, agent);
}

std::string MysqlLedgerTransaction::key_for(const std::string& agent, const domain::LedgerPosition& last) {
  return key_in_force(connection_, agent, last);
}

domain::HeldOverlap MysqlLedgerTransaction::overlap(const std::string& agent, const domain::ArrivedBatch& batch) {
  return overlap_of(connection_, agent, batch);
}

void MysqlLedgerTransaction::append(const IncomingBatch& incoming, std::uint64_t first_new_seq) {
  const wire::Batch& batch = incoming.batch;
  connection_.execute(
      "INSERT INTO ledger_batches (agent, epoch, first_new_seq, first_seq, last_seq, head_before, head_after, "
      "signature, ledger_key, body_gzip, received_at, previous_contact_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
      batch.agent, batch.epoch, first_new_seq, batch.first_seq, batch.last_seq, batch.head_before, batch.head_after,
      batch.signature, incoming.ledger_key, Bytes{incoming.body_gzip}, incoming.received_at,
      incoming.previous_contact_at);
  connection_.execute(
      "INSERT INTO ledger_heads (agent, epoch, last_seq, head) VALUES (?,?,?,?) "
      "ON DUPLICATE KEY UPDATE last_seq = VALUES(last_seq), head = VALUES(head)",
      batch.agent, batch.epoch, batch.last_seq, batch.head_after);
}

void MysqlLedgerTransaction::set_aside(const std::string& agent, const std::vector<SetAsideLine>& lines) {
  for (std::size_t begin = 0; begin < lines.size(); begin += kMaxRowsPerInsert) {
    const std::size_t count = std::min(kMaxRowsPerInsert, lines.size() - begin);
    std::vector<std::string> details;
    details.reserve(count);
    std::vector<Parameter> parameters;
    for (std::size_t index = begin; index < begin + count; ++index) {
      const SetAsideLine& line = lines[index];
      details.push_back(fitting_text(line.text, kDetailMax));
      parameters.insert(parameters.end(), {parameter(agent), parameter(line.position.epoch),
                                           parameter(line.position.seq), parameter(line.reason),
                                           parameter(details.back())});
    }
    connection_.execute_with("INSERT INTO set_aside_lines (agent, epoch, seq, reason, detail) VALUES " +
                                 value_rows(count, 5) +
                                 " ON DUPLICATE KEY UPDATE reason = VALUES(reason), detail = VALUES(detail)",
                             parameters);
  }
}

void MysqlLedgerTransaction::change_key(const std::string& agent, const domain::LedgerPosition& changed_at,
                                        const std::string& ledger_key, domain::Instant at) {
  add_key(connection_, {agent, changed_at, ledger_key, "key_changed", at});
}

void MysqlLedgerTransaction::quarantine_fork(const IncomingBatch& incoming, const domain::HeldOverlap& overlap) {
  const wire::Batch& batch = incoming.batch;
  const std::uint64_t overlap_end = std::min(batch.last_seq, overlap.last_held_seq.value_or(0));
  connection_.execute(
      "INSERT INTO ledger_forks (agent, epoch, first_seq, head_after, last_seq, head_before, overlap_end_seq, "
      "held_head, signature, ledger_key, body_gzip, received_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?) "
      "ON DUPLICATE KEY UPDATE received_at = received_at",
      batch.agent, batch.epoch, batch.first_seq, batch.head_after, batch.last_seq, batch.head_before, overlap_end,
      mysql::head_at(connection_, batch.agent, {batch.epoch, overlap_end}), batch.signature, incoming.ledger_key,
      Bytes{incoming.body_gzip}, incoming.received_at);
  connection_.execute("UPDATE agents SET standing = ?, suspended_at = ? WHERE name = ?",
                      standing_name(domain::AgentStanding::suspended), incoming.received_at, batch.agent);
}

void MysqlLedgerTransaction::note_contact(const std::string& agent, domain::Instant at) {
  connection_.execute("UPDATE agents SET last_contact_at = GREATEST(COALESCE(last_contact_at, ?), ?) WHERE name = ?",
                      at, at, agent);
}

void MysqlLedgerTransaction::note_replay(const std::string& agent, std::uint64_t lines) {
  connection_.execute("UPDATE agents SET replayed_lines = replayed_lines + ? WHERE name = ?", lines, agent);
}

domain::Head MysqlLedgerTransaction::head_at(const std::string& agent, const domain::LedgerPosition& position) {
  return mysql::head_at(connection_, agent, position);
}

std::optional<LedgerRecovery> MysqlLedgerTransaction::open_recovery(const std::string& agent) {
  return find_open_recovery(connection_, agent);
}

void MysqlLedgerTransaction::note_recovery(const LedgerRecovery& recovery) { write_recovery(connection_, recovery); }

void MysqlLedgerTransaction::raise(const Alarm& alarm) { raise_alarm(connection_, alarm); }

}  // namespace quaywatt::server::mysql
