// What a server refuses to start on, each time with the statement that mends it, and that the statement does.

#include <gtest/gtest.h>

#include <sstream>

#include "server/cli/doctor_command.h"
#include "server/cli/migrate_command.h"
#include "server/wiring/mysql_stores.h"
#include "server/wiring/start_checks.h"
#include "tests/support/private_mariadb.h"

namespace quaywatt::server {
namespace {

using test::PrivateMariadb;

domain::Instant noon() { return *domain::parse_instant("2025-07-01T12:00:00+08:00"); }

DatabaseConfig config_of(const mysql::ConnectionSettings& settings) {
  DatabaseConfig database;
  database.socket = settings.socket;
  database.user = settings.user;
  database.schema = settings.schema;
  database.statement_timeout_s = 60;
  return database;
}

/// The refusal's words; empty: it would start.
std::string refusal(const mysql::ConnectionSettings& settings, bool accept_risk = false, bool* at_risk = nullptr) {
  MysqlStores stores(config_of(settings), noon);
  std::stringstream log_text;
  Log log(log_text, noon);
  try {
    const bool risk = check_database_before_start(stores, {accept_risk, "server.toml"}, log);
    if (at_risk != nullptr) *at_risk = risk;
    return {};
  } catch (const StartRefused& refused) {
    return refused.what();
  }
}

void run(const mysql::ConnectionSettings& settings, const std::string& sql) { mysql::Connection(settings).run(sql); }

void expect_refused_and_mended(const mysql::ConnectionSettings& settings, const std::string& remedy) {
  EXPECT_NE(refusal(settings).find(remedy), std::string::npos) << refusal(settings);
  run(settings, remedy);
  EXPECT_EQ(refusal(settings), "");
}

TEST(StartChecks, PassOnADatabaseAsItShouldBe) { EXPECT_EQ(refusal(PrivateMariadb::shared().migrated_schema()), ""); }

TEST(StartChecks, D1_RefuseATimeZoneThatIsNotUtc) {
  PrivateMariadb database({"--default-time-zone=+08:00"});
  expect_refused_and_mended(database.migrated_schema(), "SET GLOBAL time_zone = '+00:00';");
}

TEST(StartChecks, D2_RefuseAServerCharacterSetThatLosesNames) {
  PrivateMariadb database({"--character-set-server=latin1"});
  expect_refused_and_mended(database.migrated_schema(), "SET GLOBAL character_set_server = 'utf8mb4';");
}

TEST(StartChecks, D2_RefuseASchemaOrTableOfAnotherCharacterSet) {
  const auto settings = PrivateMariadb::shared().migrated_schema();
  run(settings, "ALTER DATABASE `" + settings.schema + "` CHARACTER SET utf8mb3");
  expect_refused_and_mended(
      settings, "ALTER DATABASE `" + settings.schema + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;");
  run(settings, "ALTER TABLE alarms CONVERT TO CHARACTER SET latin1");
  expect_refused_and_mended(settings, "ALTER TABLE `alarms` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;");
}

TEST(StartChecks, D3_UnsafeDurabilityNeedsTheRiskAccepted) {
  PrivateMariadb database({"--innodb-flush-log-at-trx-commit=2"});
  const auto settings = database.migrated_schema();
  bool at_risk = false;
  EXPECT_EQ(refusal(settings, true, &at_risk), "");
  EXPECT_TRUE(at_risk);
  EXPECT_NE(refusal(settings).find("--accept-durability-risk"), std::string::npos);
  expect_refused_and_mended(settings, "SET GLOBAL innodb_flush_log_at_trx_commit = 1;");
  refusal(settings, true, &at_risk);
  EXPECT_FALSE(at_risk);
}

TEST(StartChecks, D3_SyncBinlogMattersOnlyWhereThereIsABinlog) {
  PrivateMariadb database({"--log-bin=binlog", "--sync-binlog=0", "--server-id=1"});
  expect_refused_and_mended(database.migrated_schema(), "SET GLOBAL sync_binlog = 1;");
}

TEST(StartChecks, TheRiskOfD3DoesNotExcuseD1) {
  PrivateMariadb database({"--default-time-zone=+08:00", "--innodb-flush-log-at-trx-commit=0"});
  const auto words = refusal(database.migrated_schema(), true);
  EXPECT_NE(words.find("time_zone"), std::string::npos);
  EXPECT_EQ(words.find("innodb_flush_log"), std::string::npos);
}

TEST(StartChecks, PendingMigrationsAreNamedWithTheCommand) {
  const auto words = refusal(PrivateMariadb::shared().empty_schema());
  EXPECT_NE(words.find("quaywatt migrate --config server.toml"), std::string::npos);
  auto nowhere = PrivateMariadb::shared().settings();
  nowhere.schema = "never_made";
  EXPECT_NE(refusal(nowhere).find("quaywatt migrate"), std::string::npos);
}

TEST(StartChecks, AReceiptKeyIdStandsForOneKey) {
  const auto settings = PrivateMariadb::shared().migrated_schema();
  MysqlStores stores(config_of(settings), noon);
  const ReceiptSigner signer(wire::SigningKey::generate());
  announce_receipt_key(stores.receipt_keys(), signer, noon());
  announce_receipt_key(stores.receipt_keys(), signer, noon());  // a restart
  mysql::Connection(settings).execute("UPDATE receipt_keys SET public_key = ?", "another");
  EXPECT_THROW(announce_receipt_key(stores.receipt_keys(), signer, noon()), StartRefused);
}

}  // namespace
}  // namespace quaywatt::server
