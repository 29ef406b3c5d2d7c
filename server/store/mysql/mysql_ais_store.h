#pragma once
// What positions prove, in MariaDB or MySQL.

#include "server/store/ais_store.h"
#include "server/store/mysql/pool.h"
#include "server/store/mysql/transaction.h"

namespace quaywatt::server::mysql {

class MysqlAisStore : public AisStore {
 public:
  explicit MysqlAisStore(ConnectionPool& pool, RetryPolicy retry = {}) : pool_(pool), retry_(std::move(retry)) {}

  void write(const AisWrites& writes, const HeldLease& lease) override;
  void replace_picture(const std::vector<AlongsideEntry>& alongside, const AisTrackingState& state,
                       const std::vector<AisFeedCount>& counts, const HeldLease& lease) override;
  std::size_t close_untracked(const HeldLease& lease) override;
  std::vector<AisIdentityEntry> newest_identities() override;

 private:
  void under_lease(const HeldLease& lease, const std::function<void(Connection&)>& work);

  ConnectionPool& pool_;
  RetryPolicy retry_;
};

}  // namespace quaywatt::server::mysql
