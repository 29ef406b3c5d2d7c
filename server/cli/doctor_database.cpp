#include <chrono>

#include "server/cli/doctor_checks.h"
#include "server/store/store_error.h"

namespace quaywatt::server {

namespace {

using Weight = Finding::Weight;

constexpr std::chrono::seconds kClockDifferenceMax{5};

void check_settings(DatabaseCheck& check, Findings& findings) {
  const auto defects = check.defects();
  for (const DatabaseDefect& defect : defects) {
    findings.push_back({Weight::wrong, defect.name, defect.zh, defect.en, defect.remedy_sql});
  }
  if (defects.empty()) findings.push_back({Weight::good, "database_settings"});
}

void check_migrations(SchemaStore& schema, const std::string& config_file, Findings& findings) {
  int waiting = 0;
  int changed = 0;
  int newer = 0;
  for (const MigrationState& state : schema.states()) {
    using Place = MigrationState::Place;
    waiting += state.place == Place::pending || state.place == Place::interrupted ? 1 : 0;
    changed += state.place == Place::changed ? 1 : 0;
    newer += state.place == Place::from_newer ? 1 : 0;
  }
  const std::string count = std::to_string(waiting);
  if (waiting > 0) {
    findings.push_back({Weight::wrong, "migrations", "数据库结构有 " + count + " 步未升级",
                        count + " schema changes are not applied", "quaywatt migrate --config " + config_file});
  }
  if (changed > 0) {
    findings.push_back({Weight::wrong, "migrations", "数据库结构由内容不同的升级步骤建立",
                        "the schema was made by changes with another text",
                        "使用与数据库相符的程序版本 / use the program version that fits the database"});
  }
  if (newer > 0) {
    findings.push_back({Weight::warning, "migrations", "数据库结构比本程序新", "the schema is newer than this program",
                        "升级本程序 / upgrade this program"});
  }
  if (waiting + changed + newer == 0) findings.push_back({Weight::good, "migrations"});
}

void check_drift(SchemaStore& schema, Findings& findings) {
  const auto drift = schema.drift();
  for (const SchemaDrift& difference : drift) {
    if (difference.index.empty()) {
      findings.push_back({Weight::wrong, "schema_drift", "缺少数据表 " + difference.table,
                          "table " + difference.table + " is missing",
                          "从备份恢复 / restore it from a backup"});
    } else {
      const std::string index = difference.table + "." + difference.index;
      findings.push_back({Weight::wrong, "schema_drift", "索引缺失或不同:" + index,
                          "index missing or different: " + index, difference.remedy_sql});
    }
  }
  if (drift.empty()) findings.push_back({Weight::good, "schema_drift"});
}

void check_clock(DatabaseCheck& check, domain::Instant now, Findings& findings) {
  const auto difference = std::chrono::abs(check.database_now() - now);
  if (difference <= kClockDifferenceMax) {
    findings.push_back({Weight::good, "database_clock"});
    return;
  }
  const std::string seconds = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(difference).count());
  findings.push_back({Weight::wrong, "database_clock", "数据库时钟与本机相差 " + seconds + " 秒",
                      "the database's clock and ours differ by " + seconds + " s",
                      "两台机器都启用 NTP / discipline both machines by NTP"});
}

bool any_table(SchemaStore& schema) {
  for (const MigrationState& state : schema.states()) {
    if (state.place == MigrationState::Place::applied) return true;
  }
  return false;
}

}  // namespace

void check_database(ServerStores& stores, const ServerConfig& config, domain::Instant now, Findings& findings) {
  try {
    check_settings(stores.check(), findings);
    check_clock(stores.check(), now, findings);
    check_migrations(stores.schema(), config.file, findings);
    if (any_table(stores.schema())) check_drift(stores.schema(), findings);
  } catch (const StoreError& error) {
    const std::string place = config.database.socket.empty()
                                  ? config.database.host + ":" + std::to_string(config.database.tcp_port)
                                  : config.database.socket;
    findings.push_back({Weight::wrong, "database", std::string("数据库不可用:") + error.what(),
                        std::string("the database cannot be used: ") + error.what(),
                        "检查数据库是否在 " + place + " 运行、[database] 的用户与密码 / is it running there, are user and "
                                                  "password of [database] right?"});
  }
}

}  // namespace quaywatt::server
