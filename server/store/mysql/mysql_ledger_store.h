#pragma once
// Ledgers in MariaDB or MySQL: tables agents, agent_keys, ledger_heads, ledger_batches, ledger_forks, set_aside_lines.

#include "server/store/ledger_store.h"
#include "server/store/mysql/pool.h"
#include "server/store/mysql/transaction.h"

namespace quaywatt::server::mysql {

class MysqlLedgerStore : public LedgerStore {
 public:
  explicit MysqlLedgerStore(ConnectionPool& pool, RetryPolicy retry = {}) : pool_(pool), retry_(std::move(retry)) {}

  void in_transaction(const std::function<void(LedgerTransaction&)>& work) override;
  std::vector<HeldAgent> agents() override;
  std::vector<StoredBatch> batches_after(const std::string& agent, const domain::LedgerPosition& cursor,
                                         std::size_t max_batches) override;

 private:
  ConnectionPool& pool_;
  RetryPolicy retry_;
};

}  // namespace quaywatt::server::mysql
