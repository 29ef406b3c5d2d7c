#pragma once
// Berth warnings in MariaDB or MySQL.

#include "server/store/berth_warning_store.h"
#include "server/store/mysql/pool.h"
#include "server/store/mysql/transaction.h"

namespace quaywatt::server::mysql {

class MysqlBerthWarningStore : public BerthWarningStore {
 public:
  explicit MysqlBerthWarningStore(ConnectionPool& pool, RetryPolicy retry = {})
      : pool_(pool), retry_(std::move(retry)) {}

  std::optional<domain::Instant> picture_at() override;
  std::vector<WatchedStay> watched(domain::Instant arrived_by) override;
  StayRecord record(const AlongsideEntry& alongside, domain::Instant now) override;
  void save(const std::vector<WarningChange>& changes) override;

 private:
  ConnectionPool& pool_;
  RetryPolicy retry_;
};

}  // namespace quaywatt::server::mysql
