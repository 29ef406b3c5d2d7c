#pragma once
// Live vessels and stays from positions, from MariaDB or MySQL.

#include "server/store/ais_figures_store.h"
#include "server/store/mysql/pool.h"
#include "server/store/mysql/transaction.h"

namespace quaywatt::server::mysql {

class MysqlAisFiguresStore : public AisFiguresStore {
 public:
  explicit MysqlAisFiguresStore(ConnectionPool& pool, RetryPolicy retry = {})
      : pool_(pool), retry_(std::move(retry)) {}

  std::vector<LiveVessel> live() override;
  std::vector<AisStayFigure> ais_stays(const StayQuery& query) override;
  SupplyLoad supply_load(const LineId& session) override;
  std::optional<AisTrackingState> tracking() override;
  std::vector<AisFeedCount> feed_counts() override;

 private:
  ConnectionPool& pool_;
  RetryPolicy retry_;
};

}  // namespace quaywatt::server::mysql
