#include "server/store/mysql/mysql_database_check.h"

#include <algorithm>
#include <array>
#include <map>

#include "server/store/mysql/mysql_lease_store.h"

namespace quaywatt::server::mysql {

namespace {

using Variables = std::map<std::string, std::string>;

Variables global_variables(Connection& connection) {
  auto rows = connection.query(
      "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('time_zone', 'system_time_zone', 'character_set_server', "
      "'innodb_flush_log_at_trx_commit', 'log_bin', 'sync_binlog')");
  Variables variables;
  while (rows.next()) variables[rows.text(1)] = rows.text(2);
  return variables;
}

bool is_utc(std::string zone) {
  std::ranges::transform(zone, zone.begin(), [](unsigned char c) { return std::toupper(c); });
  constexpr std::array<std::string_view, 6> kNames = {"+00:00", "UTC", "ETC/UTC", "GMT", "UCT", "ZULU"};
  return std::ranges::find(kNames, std::string_view(zone)) != kNames.end();
}

void check_time_zone(Variables& variables, std::vector<DatabaseDefect>& defects) {
  const std::string zone = variables["time_zone"] == "SYSTEM" ? variables["system_time_zone"] : variables["time_zone"];
  if (is_utc(zone)) return;
  defects.push_back({"time_zone", "数据库时区为 " + zone + ",应为 UTC;配置文件 [mysqld] 中也须写 default_time_zone = '+00:00'",
                     "the database's time zone is " + zone +
                         ", it must be UTC; [mysqld] in its settings file needs default_time_zone = '+00:00' as well",
                     "SET GLOBAL time_zone = '+00:00';"});
}

DatabaseDefect charset_defect(const std::string& of_zh, const std::string& of_en, const std::string& found,
                              std::string remedy) {
  return {"character_set", of_zh + "字符集为 " + found + ",应为 utf8mb4,否则船名中的 𬭎 等字会丢失",
          "the character set of " + of_en + " is " + found + ", it must be utf8mb4 or characters of names are lost",
          std::move(remedy)};
}

void check_character_sets(Connection& connection, Variables& variables, const std::string& schema,
                          std::vector<DatabaseDefect>& defects) {
  if (variables["character_set_server"] != "utf8mb4") {
    defects.push_back(charset_defect("数据库服务器", "the server", variables["character_set_server"],
                                     "SET GLOBAL character_set_server = 'utf8mb4';"));
  }
  auto database = connection.query(
      "SELECT default_character_set_name FROM information_schema.schemata WHERE schema_name = ?", schema);
  if (database.next() && database.text(1) != "utf8mb4") {
    defects.push_back(charset_defect("数据库 " + schema + " ", "database " + schema, database.text(1),
                                     "ALTER DATABASE `" + schema + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;"));
  }
  auto tables = connection.query(
      "SELECT table_name, MIN(character_set_name) FROM information_schema.columns WHERE table_schema = ? "
      "AND character_set_name IS NOT NULL AND character_set_name <> 'utf8mb4' GROUP BY table_name ORDER BY table_name",
      schema);
  while (tables.next()) {
    defects.push_back(charset_defect(
        "表 " + tables.text(1) + " ", "table " + tables.text(1), tables.text(2),
        "ALTER TABLE `" + tables.text(1) + "` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;"));
  }
}

void check_durability(Variables& variables, std::vector<DatabaseDefect>& defects) {
  const auto add = [&](const std::string& name, const std::string& found) {
    DatabaseDefect defect{"durability", name + " = " + found + ",应为 1,否则断电会丢失已回执的记录",
                          name + " = " + found + ", it must be 1 or a power cut loses acknowledged records",
                          "SET GLOBAL " + name + " = 1;"};
    defect.risk_may_be_accepted = true;
    defects.push_back(std::move(defect));
  };
  const std::string& flush = variables["innodb_flush_log_at_trx_commit"];
  if (flush != "1") add("innodb_flush_log_at_trx_commit", flush);
  if (variables["log_bin"] == "ON" && variables["sync_binlog"] != "1") add("sync_binlog", variables["sync_binlog"]);
}

}  // namespace

MysqlDatabaseCheck::MysqlDatabaseCheck(const ConnectionSettings& settings)
    : settings_(settings), schema_(settings.schema) {
  settings_.schema.clear();  // also answers before the first migration has made it
}

std::vector<DatabaseDefect> MysqlDatabaseCheck::defects() {
  Connection connection(settings_);
  Variables variables = global_variables(connection);
  std::vector<DatabaseDefect> defects;
  check_time_zone(variables, defects);
  check_character_sets(connection, variables, schema_, defects);
  check_durability(variables, defects);
  return defects;
}

domain::Instant MysqlDatabaseCheck::database_now() {
  Connection connection(settings_);
  auto rows = connection.query("SELECT " + std::string(kDatabaseNow));
  rows.next();
  return rows.instant(1);
}

}  // namespace quaywatt::server::mysql
