// The store against a real MariaDB: sessions, bounded pools, transactions that are tried again.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "server/store/mysql/connection_error.h"
#include "server/store/mysql/pool.h"
#include "server/store/mysql/transaction.h"
#include "tests/support/private_mariadb.h"

namespace quaywatt::server::mysql {
namespace {

using test::PrivateMariadb;

RetryPolicy at_once() { return {.pause = [](int) {}}; }

TEST(Connection, KeepsEveryCharacterOfAVesselsName) {  // fault D2
  Connection connection(PrivateMariadb::shared().empty_schema());
  connection.run("CREATE TABLE vessels_seen (name VARCHAR(40) CHARACTER SET utf8mb4, photo MEDIUMBLOB)");
  const std::string name = "苏𬭎货1098 ⚓";
  const std::string photo = std::string("\0\xff\xfe'\\", 5) + std::string(700'000, '\x80');
  connection.execute("INSERT INTO vessels_seen VALUES (?,?)", name, Bytes{photo});
  auto rows = connection.query("SELECT name, photo FROM vessels_seen WHERE name = ?", name);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.text(1), name);
  EXPECT_EQ(rows.text(2), photo);
  EXPECT_FALSE(rows.next());
}

TEST(Connection, CarriesTheWholeRangeOfIntegersAndNull) {
  Connection connection(PrivateMariadb::shared().empty_schema());
  connection.run("CREATE TABLE numbers (a BIGINT, b BIGINT UNSIGNED, c BIGINT)");
  connection.execute("INSERT INTO numbers VALUES (?,?,?)", INT64_MIN, UINT64_MAX, std::optional<std::int64_t>());
  auto rows = connection.query("SELECT a, b, c FROM numbers");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.integer(1), INT64_MIN);
  EXPECT_EQ(rows.unsigned_integer(2), UINT64_MAX);
  EXPECT_TRUE(rows.is_null(3));
  EXPECT_EQ(rows.optional_integer(3), std::nullopt);
}

TEST(Connection, IsStrictAndInUtcWhateverTheServerSays) {
  Connection connection(PrivateMariadb::shared().empty_schema());
  auto rows = connection.query("SELECT @@session.time_zone, @@session.tx_isolation");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.text(1), "+00:00");
  EXPECT_EQ(rows.text(2), "READ-COMMITTED");
  connection.run("CREATE TABLE short_names (name VARCHAR(3))");
  EXPECT_THROW(connection.execute("INSERT INTO short_names VALUES (?)", "four"), StoreFault);
}

TEST(Connection, SaysWhichRowsItFoundNotWhichItChanged) {
  Connection connection(PrivateMariadb::shared().empty_schema());
  connection.run("CREATE TABLE counted (id INT PRIMARY KEY, n INT)");
  connection.execute("INSERT INTO counted VALUES (1, 5)");
  EXPECT_EQ(connection.execute("UPDATE counted SET n = ? WHERE id = ?", 5, 1), 1u);
  EXPECT_EQ(connection.execute("UPDATE counted SET n = ? WHERE id = ?", 5, 2), 0u);
  EXPECT_THROW(connection.execute("INSERT INTO counted VALUES (1, 6)"), DuplicateKey);
}

TEST(ConnectionPool, S4_AnswersUnavailableInsteadOfQueueingWithoutEnd) {
  ConnectionPool pool(PrivateMariadb::shared().settings(),
                      {.max_connections = 2, .acquire_timeout = std::chrono::milliseconds(20)});
  const auto one = pool.acquire();
  {
    const auto two = pool.acquire();
    EXPECT_THROW(pool.acquire(), StoreUnavailable);
    EXPECT_EQ(pool.exhausted(), 1u);
  }
  EXPECT_NO_THROW(pool.acquire());
}

TEST(ConnectionPool, SaysUnavailableWhenThereIsNoDatabaseAndRecoversWhenItComes) {
  PrivateMariadb database;
  ConnectionPool pool(database.settings(), {});
  const auto ask = [&] {
    read(pool, [](Connection& connection) { EXPECT_TRUE(connection.query("SELECT 1").next()); }, at_once());
  };
  ask();
  database.kill();
  EXPECT_THROW(ask(), StoreUnavailable);
  database.start();
  EXPECT_NO_THROW(ask());
}

TEST(Transaction, D4_RunsTheWholeAgainAfterADeadlock) {
  ConnectionPool pool(PrivateMariadb::shared().empty_schema(), {});
  read(pool, [](Connection& connection) {
    connection.run("CREATE TABLE accounts (id INT PRIMARY KEY, n INT NOT NULL)");
    connection.run("INSERT INTO accounts VALUES (1, 0), (2, 0)");
  });
  // Both first take one row each, then want the other's: InnoDB must end one of them.
  std::atomic<int> holding{0};
  std::atomic<int> runs{0};
  const auto add = [&](int first, int second) {
    bool once = true;
    in_transaction(pool, [&](Connection& connection) {
      ++runs;
      connection.execute("UPDATE accounts SET n = n + 1 WHERE id = ?", first);
      if (std::exchange(once, false)) {
        ++holding;
        while (holding < 2) std::this_thread::yield();
      }
      connection.execute("UPDATE accounts SET n = n + 1 WHERE id = ?", second);
    });
  };
  std::thread other([&] { add(2, 1); });
  add(1, 2);
  other.join();
  EXPECT_GE(runs, 3);
  read(pool, [](Connection& connection) {
    auto rows = connection.query("SELECT SUM(n) FROM accounts");
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.integer(1), 4);
  });
}

TEST(Transaction, D4_GivesUpAfterFiveAttemptsAndLeavesNothingBehind) {
  auto settings = PrivateMariadb::shared().empty_schema();
  ConnectionPool pool(settings, {});
  read(pool, [](Connection& connection) { connection.run("CREATE TABLE notes (n INT)"); });
  int runs = 0;
  EXPECT_THROW(in_transaction(
                   pool,
                   [&](Connection& connection) {
                     ++runs;
                     connection.execute("INSERT INTO notes VALUES (?)", runs);
                     throw TransactionConflict("as the engine says it");
                   },
                   at_once()),
               StoreContention);
  EXPECT_EQ(runs, 5);
  read(pool, [](Connection& connection) { EXPECT_FALSE(connection.query("SELECT n FROM notes").next()); });
}

TEST(Transaction, RollsBackWhatTheWorkThrowsAndKeepsTheConnection) {
  ConnectionPool pool(PrivateMariadb::shared().empty_schema(), {.max_connections = 1});
  read(pool, [](Connection& connection) { connection.run("CREATE TABLE notes (n INT)"); });
  EXPECT_THROW(in_transaction(pool,
                              [](Connection& connection) {
                                connection.execute("INSERT INTO notes VALUES (1)");
                                throw std::runtime_error("no");
                              }),
               std::runtime_error);
  EXPECT_EQ(pool.in_use(), 0u);
  read(pool, [](Connection& connection) { EXPECT_FALSE(connection.query("SELECT n FROM notes").next()); });
}

TEST(Transaction, D5_SaysWhenTheOutcomeOfACommitIsUnknown) {
  PrivateMariadb database;
  ConnectionPool pool(database.empty_schema(), {});
  read(pool, [](Connection& connection) { connection.run("CREATE TABLE notes (n INT)"); });
  int runs = 0;
  EXPECT_THROW(in_transaction(
                   pool,
                   [&](Connection& connection) {
                     ++runs;
                     connection.execute("INSERT INTO notes VALUES (1)");
                     database.kill();
                   },
                   at_once()),
               CommitOutcomeUnknown);
  EXPECT_EQ(runs, 1);
}

}  // namespace
}  // namespace quaywatt::server::mysql
