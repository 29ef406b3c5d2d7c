#include "server/store/mysql/mysql_ledger_store.h"

#include "server/store/mysql/held_agents.h"
#include "server/store/mysql/ledger_transaction.h"
#include "server/store/mysql/stored_body.h"

namespace quaywatt::server::mysql {

void MysqlLedgerStore::in_transaction(const std::function<void(LedgerTransaction&)>& work) {
  mysql::in_transaction(
      pool_,
      [&](Connection& connection) {
        MysqlLedgerTransaction transaction(connection);
        work(transaction);
      },
      retry_);
}

std::vector<HeldAgent> MysqlLedgerStore::agents() {
  std::vector<HeldAgent> agents;
  read(pool_, [&](Connection& connection) { agents = held_agents(connection); }, retry_);
  return agents;
}

std::vector<StoredBatch> MysqlLedgerStore::batches_after(const std::string& agent,
                                                         const domain::LedgerPosition& cursor,
                                                         std::size_t max_batches) {
  std::vector<StoredBatch> batches;
  read(
      pool_,
      [&](Connection& connection) {
        batches.clear();
        auto rows = connection.query(
            "SELECT epoch, first_new_seq, body_gzip, received_at, previous_contact_at FROM ledger_batches "
            "WHERE agent = ? AND (epoch > ? OR (epoch = ? AND last_seq > ?)) ORDER BY epoch, first_new_seq LIMIT ?",
            agent, cursor.epoch, cursor.epoch, cursor.seq, max_batches);
        while (rows.next()) {
          StoredBatch stored;
          stored.agent = agent;
          stored.epoch = static_cast<std::uint32_t>(rows.integer(1));
          stored.first_new_seq = rows.unsigned_integer(2);
          stored.batch = batch_from_stored(agent, rows.text(3));
          stored.received_at = rows.instant(4);
          stored.previous_contact_at = rows.optional_instant(5);
          batches.push_back(std::move(stored));
        }
      },
      retry_);
  return batches;
}

}  // namespace quaywatt::server::mysql
