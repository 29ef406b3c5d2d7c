#include "server/store/mysql/mysql_verification_store.h"

#include "server/store/mysql/agent_keys.h"
#include "server/store/mysql/alarm_rows.h"
#include "server/store/mysql/row_reader.h"

namespace quaywatt::server::mysql {

namespace {

HeldRow read_held_row(const Rows& rows) {
  HeldRow row;
  row.epoch = static_cast<std::uint32_t>(rows.integer(1));
  row.first_new_seq = rows.unsigned_integer(2);
  row.first_seq = rows.unsigned_integer(3);
  row.last_seq = rows.unsigned_integer(4);
  row.head_before = rows.text(5);
  row.head_after = rows.text(6);
  row.signature = rows.text(7);
  row.ledger_key = rows.text(8);
  row.body_gzip = rows.text(9);
  return row;
}

/// Whether everything up to `last` was derived.
bool derived_up_to(Connection& connection, const std::string& agent, const domain::LineRef& last) {
  auto rows = connection.query("SELECT epoch, seq FROM derivation_cursors WHERE agent = ?", agent);
  if (!rows.next()) return false;
  RowReader row(rows);
  return last <= row.ref();
}

}  // namespace

std::vector<VerificationProgress> MysqlVerificationStore::progress() {
  std::vector<VerificationProgress> all;
  read(pool_, [&](Connection& connection) {
    all.clear();
    auto rows = connection.query(
        "SELECT DISTINCT h.agent, COALESCE(v.epoch, 0), COALESCE(v.seq, 0), COALESCE(v.head, ''), v.finished_at "
        "FROM ledger_heads h LEFT JOIN ledger_verifications v ON v.agent = h.agent ORDER BY h.agent");
    while (rows.next()) {
      RowReader row(rows);
      VerificationProgress one;
      one.agent = row.text();
      one.last = row.ref();
      one.head = row.text();
      one.finished_at = row.optional_instant();
      all.push_back(std::move(one));
    }
  });
  return all;
}

void MysqlVerificationStore::save(const VerificationProgress& progress) {
  in_transaction(pool_, [&](Connection& connection) {
    connection.execute(
        "INSERT INTO ledger_verifications (agent, epoch, seq, head, finished_at) VALUES (?,?,?,?,?) "
        "ON DUPLICATE KEY UPDATE epoch = VALUES(epoch), seq = VALUES(seq), head = VALUES(head), "
        "finished_at = VALUES(finished_at)",
        progress.agent, progress.last.epoch, progress.last.seq, progress.head, progress.finished_at);
  });
}

std::vector<HeldRow> MysqlVerificationStore::rows_after(const std::string& agent,
                                                        const domain::LedgerPosition& position, std::size_t max) {
  std::vector<HeldRow> held;
  read(pool_, [&](Connection& connection) {
    held.clear();
    auto rows = connection.query(
        "SELECT epoch, first_new_seq, first_seq, last_seq, head_before, head_after, signature, ledger_key, body_gzip "
        "FROM ledger_batches WHERE agent = ? AND (epoch > ? OR (epoch = ? AND last_seq > ?)) "
        "ORDER BY epoch, first_new_seq LIMIT ?",
        agent, position.epoch, position.epoch, position.seq, max);
    while (rows.next()) held.push_back(read_held_row(rows));
    for (HeldRow& row : held) row.key_in_force = key_in_force(connection, agent, {row.epoch, row.last_seq});
  });
  return held;
}

std::vector<std::pair<domain::LedgerPosition, domain::Head>> MysqlVerificationStore::stated_heads(
    const std::string& agent) {
  std::vector<std::pair<domain::LedgerPosition, domain::Head>> heads;
  read(pool_, [&](Connection& connection) {
    heads.clear();
    auto rows =
        connection.query("SELECT epoch, last_seq, head FROM ledger_heads WHERE agent = ? ORDER BY epoch", agent);
    while (rows.next()) {
      RowReader row(rows);
      const auto last = row.ref();
      heads.emplace_back(last, row.text());
    }
  });
  return heads;
}

std::optional<std::vector<DerivedReading>> MysqlVerificationStore::readings(const std::string& agent,
                                                                            const domain::LineRef& first,
                                                                            const domain::LineRef& last) {
  std::optional<std::vector<DerivedReading>> found;
  read(pool_, [&](Connection& connection) {
    found.reset();
    if (!derived_up_to(connection, agent, last)) return;
    found.emplace();
    auto rows = connection.query(
        "SELECT epoch, seq, meter, energy_wh, energy_text FROM meter_readings WHERE agent = ? AND epoch = ? "
        "AND seq >= ? AND seq <= ? AND part = 0",
        agent, first.epoch, first.seq, last.seq);
    while (rows.next()) {
      RowReader row(rows);
      DerivedReading reading;
      reading.line = row.ref();
      reading.meter = row.text();
      reading.energy = row.watt_hours();
      reading.energy_text = row.text();
      found->push_back(std::move(reading));
    }
  });
  return found;
}

void MysqlVerificationStore::raise(const Alarm& alarm) {
  in_transaction(pool_, [&](Connection& connection) { raise_alarm(connection, alarm); });
}

}  // namespace quaywatt::server::mysql
