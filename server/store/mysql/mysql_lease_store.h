#pragma once
// Leases as rows of table leases.

#include "server/store/lease_store.h"
#include "server/store/mysql/pool.h"

namespace quaywatt::server::mysql {

/// The database's clock as UTC milliseconds, inside a statement.
inline constexpr std::string_view kDatabaseNow = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";

class MysqlLeaseStore : public LeaseStore {
 public:
  explicit MysqlLeaseStore(ConnectionPool& pool) : pool_(pool) {}

  std::optional<std::uint64_t> acquire(const std::string& name, const std::string& holder, domain::Millis ttl) override;
  void release(const std::string& name, const std::string& holder) override;
  std::optional<std::string> holder(const std::string& name) override;

 private:
  ConnectionPool& pool_;
};

}  // namespace quaywatt::server::mysql
