#include "server/store/mysql/mysql_schema_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "server/store/mysql/declared_index.h"
#include "server/store/store_error.h"

namespace quaywatt::server::mysql {

namespace {

struct AppliedRow {
  std::string name;
  std::string checksum;
  bool finished = false;
};

std::map<int, AppliedRow> applied_rows(Connection& connection) {
  auto table = connection.query(
      "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?",
      "schema_migrations");
  table.next();
  std::map<int, AppliedRow> applied;
  if (table.integer(1) == 0) return applied;
  auto rows = connection.query("SELECT number, name, checksum, finished_at FROM schema_migrations");
  while (rows.next()) {
    applied[static_cast<int>(rows.integer(1))] = {rows.text(2), rows.text(3), !rows.is_null(4)};
  }
  return applied;
}

MigrationState::Place place_of(const Migration& migration, const AppliedRow& row) {
  if (!row.finished) return MigrationState::Place::interrupted;
  return row.checksum == checksum_of(migration) ? MigrationState::Place::applied : MigrationState::Place::changed;
}

std::string quoted_identifier(std::string_view name) {
  std::string quoted = "`";
  for (const char c : name) quoted += c == '`' ? std::string("``") : std::string(1, c);
  return quoted + "`";
}

}  // namespace

MysqlSchemaStore::MysqlSchemaStore(ConnectionSettings settings, WallClock clock, std::span<const Migration> migrations)
    : settings_(std::move(settings)), clock_(std::move(clock)), migrations_(migrations) {
  settings_.statement_timeout = std::chrono::seconds(0);  // an index over years of rows takes its time
}

bool MysqlSchemaStore::database_exists() {
  ConnectionSettings without = settings_;
  without.schema.clear();
  Connection connection(without);
  return connection
      .query("SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?", settings_.schema)
      .next();
}

std::vector<MigrationState> MysqlSchemaStore::states() {
  if (database_exists()) {
    Connection connection(settings_);
    return states(connection);
  }
  std::vector<MigrationState> states;
  for (const Migration& migration : migrations_) states.push_back({migration.number, std::string(migration.name)});
  return states;
}

std::vector<MigrationState> MysqlSchemaStore::states(Connection& connection) {
  auto applied = applied_rows(connection);
  std::vector<MigrationState> states;
  for (const Migration& migration : migrations_) {
    MigrationState state{migration.number, std::string(migration.name)};
    if (const auto row = applied.extract(migration.number)) state.place = place_of(migration, row.mapped());
    states.push_back(std::move(state));
  }
  for (const auto& [number, row] : applied) states.push_back({number, row.name, MigrationState::Place::from_newer});
  std::ranges::sort(states, {}, &MigrationState::number);
  return states;
}

void MysqlSchemaStore::apply_pending(const std::function<void(const MigrationState&)>& started) {
  if (!database_exists()) {
    ConnectionSettings without = settings_;
    without.schema.clear();
    Connection(without).run("CREATE DATABASE IF NOT EXISTS " + quoted_identifier(settings_.schema) +
                            " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  }
  Connection connection(settings_);
  const auto all = states(connection);
  for (const MigrationState& state : all) {
    if (state.place != MigrationState::Place::changed) continue;
    throw StoreFault("migration " + std::to_string(state.number) + " " + state.name +
                     " was applied with another text than this program carries; migrations only go forward");
  }
  for (const MigrationState& state : all) {
    if (state.place != MigrationState::Place::pending && state.place != MigrationState::Place::interrupted) continue;
    if (started) started(state);
    apply(connection, *std::ranges::find(migrations_, state.number, &Migration::number));
  }
}

void MysqlSchemaStore::apply(Connection& connection, const Migration& migration) {
  const auto mark = [&](bool finished) {
    const auto now = clock_();
    connection.execute(
        "INSERT INTO schema_migrations (number, name, checksum, program_version, started_at, finished_at) "
        "VALUES (?,?,?,?,?,?) "
        "ON DUPLICATE KEY UPDATE checksum = VALUES(checksum), program_version = VALUES(program_version), "
        "finished_at = VALUES(finished_at)",
        migration.number, migration.name, checksum_of(migration), QUAYWATT_VERSION, now,
        finished ? std::optional(now) : std::nullopt);
  };
  // The first migration makes the table that the marks go into.
  if (migration.number > 1) mark(false);
  for (const std::string& statement : statements_of(migration.sql)) {
    if (on_statement_) on_statement_(statement);
    connection.run(statement);
  }
  if (on_statement_) on_statement_("");
  mark(true);
}

std::vector<SchemaDrift> MysqlSchemaStore::drift() {
  Connection connection(settings_);
  return drift_from(declared_indexes(migrations_), existing_indexes(connection));
}

}  // namespace quaywatt::server::mysql
