#pragma once
// Migrations applied to MariaDB or MySQL. DDL commits by itself there, so safety comes from the statements: each may
// run again, and a change is marked done only after its last one (fault D10).

#include <functional>
#include <span>

#include "server/store/mysql/connection.h"
#include "server/store/mysql/migration.h"
#include "server/store/schema_store.h"
#include "server/store/wall_clock.h"

namespace quaywatt::server::mysql {

class MysqlSchemaStore : public SchemaStore {
 public:
  MysqlSchemaStore(ConnectionSettings settings, WallClock clock,
                   std::span<const Migration> migrations = embedded_migrations());

  std::vector<MigrationState> states() override;
  void apply_pending(const std::function<void(const MigrationState&)>& started) override;
  std::vector<SchemaDrift> drift() override;

  /// Called before each statement of a migration; a test throws from it to stop half-way.
  void on_statement(std::function<void(std::string_view statement)> hook) { on_statement_ = std::move(hook); }

 private:
  bool database_exists();
  std::vector<MigrationState> states(Connection& connection);
  void apply(Connection& connection, const Migration& migration);

  ConnectionSettings settings_;
  WallClock clock_;
  std::span<const Migration> migrations_;
  std::function<void(std::string_view)> on_statement_;
};

}  // namespace quaywatt::server::mysql
