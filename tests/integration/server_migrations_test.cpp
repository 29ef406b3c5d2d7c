// Migrations on a real MariaDB: whole, stopped anywhere, twice at once, changed, from a newer program.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>

#include "server/store/mysql/declared_index.h"
#include "server/store/mysql/mysql_schema_store.h"
#include "server/store/store_error.h"
#include "tests/support/private_mariadb.h"

namespace quaywatt::server::mysql {
namespace {

using test::PrivateMariadb;
using Place = MigrationState::Place;

domain::Instant noon() { return *domain::parse_instant("2025-07-01T12:00:00+08:00"); }

MysqlSchemaStore store_of(const ConnectionSettings& settings) { return MysqlSchemaStore(settings, noon); }

bool all_applied(MysqlSchemaStore& store) {
  return std::ranges::all_of(store.states(), [](const auto& state) { return state.place == Place::applied; });
}

/// Every column and index, as text.
std::string schema_text(const ConnectionSettings& settings) {
  Connection connection(settings);
  std::string text;
  auto columns = connection.query(
      "SELECT table_name, column_name, column_type, is_nullable, IFNULL(collation_name,'') "
      "FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position");
  while (columns.next()) {
    for (unsigned column = 1; column <= 5; ++column) text += columns.text(column) + "|";
    text += "\n";
  }
  for (const auto& [table, indexes] : existing_indexes(connection)) {
    for (const auto& [name, shape] : indexes) {
      text += table + "." + name + (shape.unique ? " unique" : "");
      for (const auto& column : shape.columns) text += " " + column;
      text += "\n";
    }
  }
  return text;
}

TEST(Statements, AreSplitOutsideQuotesAndComments) {
  EXPECT_EQ(statements_of("-- a; b\nCREATE TABLE a (x CHAR(1) DEFAULT ';');\n\n;INSERT INTO a VALUES ('--') -- c\n"),
            (std::vector<std::string>{"CREATE TABLE a (x CHAR(1) DEFAULT ';')", "INSERT INTO a VALUES ('--')"}));
  EXPECT_TRUE(statements_of("-- nothing").empty());
}

TEST(Migrations, MakeTheDatabaseWhenThereIsNone) {
  auto settings = PrivateMariadb::shared().settings();
  settings.schema = "made_by_migrate";
  auto store = store_of(settings);
  for (const auto& state : store.states()) EXPECT_EQ(state.place, Place::pending) << state.name;
  std::vector<int> started;
  store.apply_pending([&](const MigrationState& state) { started.push_back(state.number); });
  EXPECT_EQ(started.size(), embedded_migrations().size());
  EXPECT_TRUE(std::ranges::is_sorted(started));
  EXPECT_TRUE(all_applied(store));
  started.clear();
  store.apply_pending([&](const MigrationState& state) { started.push_back(state.number); });
  EXPECT_TRUE(started.empty());
}

TEST(Migrations, D10_StoppedOnceAtEveryStatementComeOutTheSame) {
  auto& database = PrivateMariadb::shared();
  const auto settings = database.empty_schema();
  std::set<std::string> survived;
  int power_cuts = 0;
  while (true) {
    auto store = store_of(settings);
    // The end of each migration, before its mark, is an empty statement: told apart by what came before it.
    std::string place;
    store.on_statement([&](std::string_view statement) {
      place += std::string(statement) + ";";
      if (survived.insert(place).second) throw std::runtime_error("power cut");
      if (statement.empty()) place.clear();
    });
    try {
      store.apply_pending({});
      break;
    } catch (const std::runtime_error&) {
      ++power_cuts;
      auto after = store_of(settings);
      EXPECT_FALSE(all_applied(after));
    }
  }
  auto store = store_of(settings);
  EXPECT_TRUE(all_applied(store));
  EXPECT_GE(power_cuts, 2 * static_cast<int>(embedded_migrations().size()));
  EXPECT_EQ(schema_text(settings), schema_text(database.migrated_schema()));
}

TEST(Migrations, TwoProgramsAtOnceDoNoHarm) {
  const auto settings = PrivateMariadb::shared().empty_schema();
  const auto migrate = [&] { store_of(settings).apply_pending({}); };
  std::thread other(migrate);
  migrate();
  other.join();
  auto store = store_of(settings);
  EXPECT_TRUE(all_applied(store));
}

TEST(Migrations, RefuseToGoOnFromAChangedPast) {
  const auto settings = PrivateMariadb::shared().migrated_schema();
  Connection(settings).execute("UPDATE schema_migrations SET checksum = ? WHERE number = ?", std::string(64, '0'), 2);
  auto store = store_of(settings);
  EXPECT_EQ(store.states().at(1).place, Place::changed);
  EXPECT_THROW(store.apply_pending({}), StoreFault);
}

TEST(Migrations, OfANewerProgramAreNoHindrance) {
  const auto settings = PrivateMariadb::shared().migrated_schema();
  MysqlSchemaStore older(settings, noon, embedded_migrations().first(3));
  EXPECT_EQ(older.states().back().place, Place::from_newer);
  EXPECT_NO_THROW(older.apply_pending({}));
}

TEST(SchemaDrift, D13_KnowsEveryIndexOfAFreshDatabase) {
  const auto settings = PrivateMariadb::shared().migrated_schema();
  Connection connection(settings);
  EXPECT_EQ(declared_indexes(embedded_migrations()), existing_indexes(connection));
  EXPECT_TRUE(store_of(settings).drift().empty());
}

TEST(SchemaDrift, D13_NamesAMissingIndexWithTheStatementThatMendsIt) {
  const auto settings = PrivateMariadb::shared().migrated_schema();
  Connection connection(settings);
  connection.run("ALTER TABLE agents DROP INDEX agents_by_berth");
  connection.run("DROP TABLE leases");
  auto store = store_of(settings);
  const auto drift = store.drift();
  ASSERT_EQ(drift.size(), 2u);
  EXPECT_EQ(drift[0].remedy_sql, "ALTER TABLE agents ADD INDEX agents_by_berth (berth);");
  EXPECT_EQ(drift[1].table, "leases");
  connection.run(drift[0].remedy_sql);
  EXPECT_EQ(store.drift().size(), 1u);
}

}  // namespace
}  // namespace quaywatt::server::mysql
