#include "server/store/mysql/derivation_transaction.h"

#include <algorithm>
#include <array>
#include <limits>

#include "server/store/mysql/derivation_cursors.h"
#include "server/store/mysql/energy_rows.h"
#include "server/store/mysql/journal_rows.h"
#include "server/store/mysql/register_rows.h"
#include "server/store/mysql/row_writer.h"

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

void MysqlDerivationTransaction::note_ahead(const std::string& agent, const std::vector<LineAhead>& lines) {
  RowWriter rows("lines_ahead_of_time", {"agent", "epoch", "seq", "ahead_ms"}, {"agent", "epoch", "seq"});
  for (const auto& [line, ahead] : lines) rows.put(agent).put(line).put(ahead);
  rows.write(connection_);
}

std::map<std::string, domain::EnergyCurve> MysqlDerivationTransaction::curves(const std::string& agent,
                                                                              const std::set<std::string>& meters) {
  return load_curves(connection_, agent, meters);
}

void MysqlDerivationTransaction::save_curves(const std::string& agent,
                                             const std::map<std::string, domain::EnergyCurve>& curves) {
  write_curves(connection_, agent, curves);
}

MeterLimits MysqlDerivationTransaction::meter_limits(const std::string& berth, const std::string& supply_point,
                                                     const std::string& meter) {
  MeterLimits limits;
  if (const auto registered = find_meter(connection_, berth, meter)) limits.digits = registered->digits;
  limits.rated_power = rated_power_of(connection_, berth, supply_point);
  return limits;
}

void MysqlDerivationTransaction::add_hours(const std::string& agent, const std::string& berth,
                                           const std::string& meter, const domain::EnergyHours& hours) {
  add_hour_rows(connection_, agent, berth, meter, hours);
}

void MysqlDerivationTransaction::drop_hours(const std::string& agent) {
  for (const char* table : {"energy_hours", "energy_curves", "energy_curve_points", "energy_to_refold"}) {
    connection_.execute(std::string("DELETE FROM ") + table + " WHERE agent = ?", agent);
  }
}

std::vector<StoredReading> MysqlDerivationTransaction::readings_after(const std::string& agent, const LineRef& line,
                                                                      std::uint8_t part, std::size_t max) {
  return load_readings(connection_, agent, line, part, max);
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
    // A supply under a clock set wrong lies outside its own stay, among others' (faults C1, C2).
    connection_.execute(
        "INSERT INTO stays_to_judge (agent, epoch, seq, berth) "
        "SELECT other.agent, other.epoch, other.seq, other.berth FROM sessions this JOIN stays other "
        "ON other.berth = this.berth AND other.arrived_at <= COALESCE(this.stopped_at, ?) "
        "AND COALESCE(other.departed_at, ?) >= this.started_at "
        "WHERE this.agent = ? AND this.stay_epoch = ? AND this.stay_seq = ? "
        "ON DUPLICATE KEY UPDATE stays_to_judge.berth = stays_to_judge.berth",
        kStillThere, kStillThere, agent, stay.epoch, stay.seq);
    connection_.execute(
        "INSERT INTO stays_to_judge (agent, epoch, seq, berth) "
        "SELECT other.agent, other.epoch, other.seq, other.berth FROM sessions this JOIN sessions beside "
        "ON beside.berth = this.berth AND beside.started_at <= COALESCE(this.stopped_at, ?) "
        "AND COALESCE(beside.stopped_at, ?) >= this.started_at "
        "JOIN stays other ON other.agent = beside.agent AND other.epoch = beside.stay_epoch "
        "AND other.seq = beside.stay_seq "
        "WHERE this.agent = ? AND this.stay_epoch = ? AND this.stay_seq = ? "
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
