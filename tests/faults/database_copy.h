#pragma once
// A dump of a test's schema, to be restored under whoever still runs.

#include "server/store/mysql/connection.h"

namespace quaywatt::test {

/// Every table's rows as they are now, kept in a schema beside it.
class DatabaseCopy {
 public:
  explicit DatabaseCopy(const server::mysql::ConnectionSettings& settings)
      : settings_(settings), copy_(settings.schema + "_copy") {
    server::mysql::Connection connection(settings_);
    connection.run("DROP DATABASE IF EXISTS " + copy_);
    connection.run("CREATE DATABASE " + copy_);
    for (const auto& table : tables(connection)) {
      connection.run("CREATE TABLE " + copy_ + "." + table + " LIKE " + table);
      connection.run("INSERT INTO " + copy_ + "." + table + " SELECT * FROM " + table);
    }
  }

  void restore() const {
    server::mysql::Connection connection(settings_);
    for (const auto& table : tables(connection)) {
      connection.run("DELETE FROM " + table);
      connection.run("INSERT INTO " + table + " SELECT * FROM " + copy_ + "." + table);
    }
  }

 private:
  static std::vector<std::string> tables(server::mysql::Connection& connection) {
    std::vector<std::string> names;
    auto rows = connection.query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()");
    while (rows.next()) names.push_back(rows.text(1));
    return names;
  }

  server::mysql::ConnectionSettings settings_;
  std::string copy_;
};

}  // namespace quaywatt::test
