#pragma once
// Reads MariaDB's or MySQL's settings and says which break a promise.

#include "server/store/database_check.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

/// Opens a session of its own for each question, so that it also answers when the pools cannot.
class MysqlDatabaseCheck : public DatabaseCheck {
 public:
  explicit MysqlDatabaseCheck(const ConnectionSettings& settings);

  std::vector<DatabaseDefect> defects() override;
  domain::Instant database_now() override;

 private:
  ConnectionSettings settings_;
  std::string schema_;
};

}  // namespace quaywatt::server::mysql
