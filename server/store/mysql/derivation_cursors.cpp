#include "server/store/mysql/derivation_cursors.h"

#include "server/store/mysql/row_reader.h"

namespace quaywatt::server::mysql {

namespace {

DerivationCursor read_cursor(RowReader& row) {
  DerivationCursor cursor;
  cursor.last = row.ref();
  cursor.newest_at = row.instant();
  return cursor;
}

}  // namespace

DerivationCursor lock_cursor_row(Connection& connection, const std::string& agent) {
  connection.execute(
      "INSERT INTO derivation_cursors (agent, epoch, seq, newest_at) VALUES (?, 0, 0, 0) "
      "ON DUPLICATE KEY UPDATE agent = agent",
      agent);
  auto rows =
      connection.query("SELECT epoch, seq, newest_at FROM derivation_cursors WHERE agent = ? FOR UPDATE", agent);
  if (!rows.next()) throw StoreFault("derivation cursor vanished: " + agent);
  RowReader row(rows);
  return read_cursor(row);
}

void write_cursor(Connection& connection, const std::string& agent, const DerivationCursor& cursor) {
  connection.execute("UPDATE derivation_cursors SET epoch = ?, seq = ?, newest_at = ? WHERE agent = ?",
                     cursor.last.epoch, cursor.last.seq, cursor.newest_at, agent);
}

std::map<std::string, DerivationCursor> all_cursors(Connection& connection) {
  auto rows = connection.query("SELECT agent, epoch, seq, newest_at FROM derivation_cursors");
  std::map<std::string, DerivationCursor> cursors;
  while (rows.next()) {
    RowReader row(rows);
    const std::string agent = row.text();
    cursors[agent] = read_cursor(row);
  }
  return cursors;
}

}  // namespace quaywatt::server::mysql
