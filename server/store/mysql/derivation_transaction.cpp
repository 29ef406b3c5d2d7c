#include "server/store/mysql/derivation_transaction.h"

#include <algorithm>
#include <array>
#include <limits>

#include "server/store/mysql/derivation_cursors.h"
#include "server/store/mysql/journal_rows.h"

namespace quaywatt::server::mysql {

using domain::LineRef;

DerivationCursor MysqlDerivationTransaction::lock_cursor(const std::string& agent) {
  return lock_cursor_row(connection_, agent);
}

void MysqlDerivationTransaction::load(const std::string& agent, const std::vector<LineRef>& refs,
                                      domain::BerthJournal& journal) {
  load_entries(connection_, agent, refs, journal);
}

void MysqlDerivationTransaction::save(const std::string& agent, const std::string& berth,
                                      const domain::BerthJournal& journal, const ChangedEntries& changed) {
  save_entries(connection_, agent, berth, journal, changed);
}

void MysqlDerivationTransaction::save_receipt(const std::string& agent, const LineRef& declaration,
                                              const domain::LineReceipt& receipt) {
  connection_.execute(
      "UPDATE declarations SET received_at = ?, first_contact_at = ? WHERE agent = ? AND epoch = ? AND seq = ?",
      receipt.received_at, receipt.first_contact_at, agent, declaration.epoch, declaration.seq);
}

void MysqlDerivationTransaction::add_readings(const std::string& agent, const std::string& berth,
                                              const std::vector<StoredReading>& readings) {
  save_readings(connection_, agent, berth, readings);
}

void MysqlDerivationTransaction::set_aside(const std::string& agent, const LineRef& line, domain::LineRefusal reason) {
  connection_.execute(
      "INSERT INTO journal_set_aside (agent, epoch, seq, reason) VALUES (?,?,?,?) "
      "ON DUPLICATE KEY UPDATE reason = VALUES(reason)",
      agent, line.epoch, line.seq, domain::refusal_name(reason));
}

std::optional<domain::Instant> MysqlDerivationTransaction::first_contact(const std::string& agent, domain::Instant from,
                                                                         domain::Instant until) {
  std::optional<domain::Instant> first;
  for (const char* column : {"received_at", "previous_contact_at"}) {
    auto rows = connection_.query(std::string("SELECT MIN(") + column +
                                      ") FROM ledger_batches WHERE agent = ? AND received_at >= ? AND received_at <= ? "
                                      "AND " + column + " >= ?",
                                  agent, from, until, from);
    rows.next();
    const auto contact = rows.optional_instant(1);
    if (contact && (!first || *contact < *first)) first = contact;
  }
  return first;
}

void MysqlDerivationTransaction::mark_with_neighbours(const std::string& agent, const std::set<LineRef>& stays) {
  constexpr std::int64_t kStillThere = std::numeric_limits<std::int64_t>::max();
  for (const LineRef& stay : stays) {
    connection_.execute(
        "INSERT INTO stays_to_judge (agent, epoch, seq, berth) "
        "SELECT other.agent, other.epoch, other.seq, other.berth FROM stays this JOIN stays other "
        "ON other.berth = this.berth AND other.arrived_at <= COALESCE(this.departed_at, ?) "
        "AND COALESCE(other.departed_at, ?) >= this.arrived_at "
        "WHERE this.agent = ? AND this.epoch = ? AND this.seq = ? "
        "ON DUPLICATE KEY UPDATE stays_to_judge.berth = stays_to_judge.berth",
        kStillThere, kStillThere, agent, stay.epoch, stay.seq);
  }
}

void MysqlDerivationTransaction::mark_open(const std::string& agent) {
  connection_.execute(
      "INSERT INTO stays_to_judge (agent, epoch, seq, berth) "
      "SELECT agent, epoch, seq, berth FROM stays WHERE agent = ? AND departed_at IS NULL "
      "ON DUPLICATE KEY UPDATE stays_to_judge.berth = stays_to_judge.berth",
      agent);
}

void MysqlDerivationTransaction::move_cursor(const std::string& agent, const DerivationCursor& cursor) {
  write_cursor(connection_, agent, cursor);
}

}  // namespace quaywatt::server::mysql
