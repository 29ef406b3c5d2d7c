#pragma once
// Registers in MariaDB or MySQL: schema/sql 0020 to 0022.

#include "server/store/mysql/pool.h"
#include "server/store/mysql/transaction.h"
#include "server/store/register_store.h"

namespace quaywatt::server::mysql {

class MysqlRegisterStore : public RegisterStore {
 public:
  explicit MysqlRegisterStore(ConnectionPool& pool, RetryPolicy retry = {}) : pool_(pool), retry_(std::move(retry)) {}

  RegisterLoad load(const Registers& registers, const std::string& checksum, domain::Instant at) override;

 private:
  ConnectionPool& pool_;
  RetryPolicy retry_;
};

}  // namespace quaywatt::server::mysql
