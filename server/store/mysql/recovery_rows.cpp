#include "server/store/mysql/recovery_rows.h"

#include "server/store/mysql/row_reader.h"

namespace quaywatt::server::mysql {

namespace {

constexpr const char* kSelect =
    "SELECT agent, from_epoch, from_seq, to_epoch, to_seq, head, receipted_at, found_at, whole_at "
    "FROM ledger_recoveries";

LedgerRecovery read_recovery(const Rows& rows) {
  RowReader row(rows);
  LedgerRecovery recovery;
  recovery.agent = row.text();
  recovery.from = row.ref();
  recovery.to = row.ref();
  recovery.head = row.text();
  recovery.receipted_at = row.instant();
  recovery.found_at = row.instant();
  recovery.whole_at = row.optional_instant();
  return recovery;
}

}  // namespace

std::optional<LedgerRecovery> find_open_recovery(Connection& connection, const std::string& agent) {
  auto rows = connection.query(std::string(kSelect) + " WHERE agent = ? AND whole_at IS NULL "
                               "ORDER BY to_epoch DESC, to_seq DESC LIMIT 1",
                               agent);
  return rows.next() ? std::optional(read_recovery(rows)) : std::nullopt;
}

std::vector<LedgerRecovery> all_recoveries(Connection& connection) {
  auto rows = connection.query(std::string(kSelect) + " ORDER BY found_at DESC, agent, to_epoch, to_seq");
  std::vector<LedgerRecovery> recoveries;
  while (rows.next()) recoveries.push_back(read_recovery(rows));
  return recoveries;
}

void write_recovery(Connection& connection, const LedgerRecovery& recovery) {
  connection.execute(
      "INSERT INTO ledger_recoveries (agent, from_epoch, from_seq, to_epoch, to_seq, head, receipted_at, found_at, "
      "whole_at) VALUES (?,?,?,?,?,?,?,?,?) ON DUPLICATE KEY UPDATE whole_at = VALUES(whole_at)",
      recovery.agent, recovery.from.epoch, recovery.from.seq, recovery.to.epoch, recovery.to.seq, recovery.head,
      recovery.receipted_at, recovery.found_at, recovery.whole_at);
}

}  // namespace quaywatt::server::mysql
