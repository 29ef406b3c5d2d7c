#include "server/store/mysql/mysql_derived_store.h"

#include "server/store/mysql/derivation_cursors.h"
#include "server/store/mysql/derivation_transaction.h"
#include "server/store/mysql/judging_transaction.h"
#include "server/store/mysql/lease_check.h"
#include "server/store/mysql/row_reader.h"

namespace quaywatt::server::mysql {

void MysqlDerivedStore::derive(const std::function<void(DerivationTransaction&)>& work) {
  in_transaction(
      pool_,
      [&](Connection& connection) {
        MysqlDerivationTransaction transaction(connection);
        work(transaction);
        check_lease(connection, fence_);
      },
      retry_);
}

void MysqlDerivedStore::judge(const std::function<void(JudgingTransaction&)>& work) {
  in_transaction(
      pool_,
      [&](Connection& connection) {
        MysqlJudgingTransaction transaction(connection);
        work(transaction);
        check_lease(connection, fence_);
      },
      retry_);
}

std::map<std::string, DerivationCursor> MysqlDerivedStore::cursors() {
  std::map<std::string, DerivationCursor> cursors;
  read(pool_, [&](Connection& connection) { cursors = all_cursors(connection); }, retry_);
  return cursors;
}

std::vector<WaitingStay> MysqlDerivedStore::waiting(std::size_t max, const std::set<std::string>& berths_to_wait_for) {
  std::string sql = "SELECT agent, epoch, seq, berth FROM stays_to_judge";
  std::vector<Parameter> parameters;
  for (const auto& berth : berths_to_wait_for) {
    sql += parameters.empty() ? " WHERE berth NOT IN (?" : ",?";
    parameters.push_back(parameter(berth));
  }
  if (!parameters.empty()) sql += ")";
  sql += " ORDER BY agent, epoch, seq LIMIT ?";
  parameters.push_back(parameter(max));
  std::vector<WaitingStay> waiting;
  read(
      pool_,
      [&](Connection& connection) {
        waiting.clear();
        auto rows = connection.query_with(sql, parameters);
        while (rows.next()) {
          RowReader row(rows);
          const std::string agent = row.text();
          const LineId id{agent, row.ref()};
          waiting.push_back({id, row.text()});
        }
      },
      retry_);
  return waiting;
}

bool MysqlDerivedStore::judge_under(const std::string& rules) {
  bool changed = false;
  const auto current = [](Connection& connection, const char* lock) {
    auto rows = connection.query(std::string("SELECT mark FROM derivation_marks WHERE name = 'rules'") + lock);
    return rows.next() ? rows.optional_text(1) : std::nullopt;
  };
  read(pool_, [&](Connection& connection) { changed = current(connection, "") != rules; }, retry_);
  if (!changed) return false;  // nearly always, without a lock
  in_transaction(
      pool_,
      [&](Connection& connection) {
        changed = current(connection, " FOR UPDATE") != rules;
        if (!changed) return;
        connection.execute(
            "INSERT INTO derivation_marks (name, mark) VALUES ('rules', ?) "
            "ON DUPLICATE KEY UPDATE mark = VALUES(mark)",
            rules);
        mark_every_stay(connection);
      },
      retry_);
  return changed;
}

std::vector<RefoldedAgent> MysqlDerivedStore::to_refold() {
  std::vector<RefoldedAgent> agents;
  read(
      pool_,
      [&](Connection& connection) {
        agents.clear();
        auto rows = connection.query(
            "SELECT r.agent, g.berth FROM energy_to_refold r JOIN agents g ON g.name = r.agent ORDER BY r.agent");
        while (rows.next()) agents.push_back({rows.text(1), rows.text(2)});
      },
      retry_);
  return agents;
}

void MysqlDerivedStore::drop(const std::string& agent) {
  in_transaction(
      pool_,
      [&](Connection& connection) {
        lock_cursor_row(connection, agent);
        for (const char* table : {"stays_to_judge", "session_days", "sessions", "confirmations", "declarations",
                                  "faults", "checklists", "meter_exchanges", "meter_readings", "journal_set_aside",
                                  "lines_ahead_of_time", "energy_hours", "energy_curves", "energy_curve_points",
                                  "energy_to_refold", "stays", "derivation_cursors"}) {
          connection.execute(std::string("DELETE FROM ") + table + " WHERE agent = ?", agent);
        }
      },
      retry_);
}

void mark_every_stay(Connection& connection) {
  connection.execute(
      "INSERT INTO stays_to_judge (agent, epoch, seq, berth) SELECT agent, epoch, seq, berth FROM stays "
      "ON DUPLICATE KEY UPDATE stays_to_judge.berth = stays_to_judge.berth");
}

}  // namespace quaywatt::server::mysql
