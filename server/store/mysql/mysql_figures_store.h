#pragma once
// Figures from the derived tables of MariaDB or MySQL.

#include "server/store/figures_store.h"
#include "server/store/mysql/pool.h"
#include "server/store/mysql/transaction.h"

namespace quaywatt::server::mysql {

class MysqlFiguresStore : public FiguresStore {
 public:
  explicit MysqlFiguresStore(ConnectionPool& pool, RetryPolicy retry = {}) : pool_(pool), retry_(std::move(retry)) {}

  std::vector<StayFigure> stays(const StayQuery& query) override;
  std::vector<HourFigure> energy_hours(const HourQuery& query) override;
  std::vector<LedgerFigure> ledgers() override;
  std::vector<LedgerRecovery> recoveries() override;
  std::uint64_t waiting() override;

 private:
  ConnectionPool& pool_;
  RetryPolicy retry_;
};

}  // namespace quaywatt::server::mysql
