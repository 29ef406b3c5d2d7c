// A real MariaDB that is cut at its COMMIT, deadlocks, locks, or is killed while batches come in. Each time the store
// says what it knows, the agent sends again, and every line is held once.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "server/store/mysql/mysql_schema_store.h"
#include "server/store/mysql/transaction.h"
#include "server/store/store_error.h"
#include "tests/killers/database_relay.h"
#include "tests/support/server_world.h"

namespace quaywatt::test {
namespace {

using Cut = DatabaseRelay::Cut;
using server::mysql::Connection;

/// A server whose database is reached by way of the relay, with one enrolled agent.
struct DatabaseFaults : testing::Test {
  explicit DatabaseFaults(int statement_timeout_s = 60)
      : relay(PrivateMariadb::shared().socket()), world([&](server::ServerConfig& config) {
          direct = config.database;
          config.database.socket = relay.socket();
          config.database.statement_timeout_s = statement_timeout_s;
        }) {
    agent.enrol();
    agent.ledger.open_first();
  }

  int http_code(const wire::Batch& batch) { return reply_of(agent.post(body_of(batch))).http_code; }
  /// Past the relay, so that looking is no part of what is looked at.
  Connection connection() { return Connection(server::connection_settings(direct)); }
  std::string one(const std::string& sql) {
    Connection straight(server::connection_settings(direct));
    auto rows = straight.query(sql);
    return rows.next() ? rows.text(1) : "nothing";
  }
  std::string lines_held() { return one("SELECT COALESCE(SUM(last_seq - first_new_seq + 1), 0) FROM ledger_batches"); }

  server::DatabaseConfig direct;
  DatabaseRelay relay;
  ServerWorld world;
  TestAgent agent{world, "jy-shili-01", "JY-SL-01"};
};

TEST_F(DatabaseFaults, D5_CommitThatWasDoneUnheardIsFoundByItsPosition) {
  agent.ledger.fill(4);
  relay.cut(Cut::after_commit);
  EXPECT_EQ(http_code(agent.ledger.all()), 503) << "nobody knows whether it was done";
  EXPECT_EQ(relay.cuts(), 1);
  EXPECT_EQ(lines_held(), "5") << "it was";
  const auto again = agent.send(agent.ledger.all());
  EXPECT_EQ(again.verdict, "already_held");
  EXPECT_EQ(again.receipt.head, agent.ledger.head(5));
  EXPECT_EQ(lines_held(), "5");
}

TEST_F(DatabaseFaults, D5_CommitThatNeverArrivedLeavesNothingAndIsDoneByTheNextSending) {
  agent.ledger.fill(4);
  relay.cut(Cut::before_commit);
  EXPECT_EQ(http_code(agent.ledger.all()), 503);
  EXPECT_EQ(relay.cuts(), 1);
  EXPECT_EQ(lines_held(), "0");
  EXPECT_EQ(agent.head().receipt.held.seq, 0u) << "the server's word as well";
  EXPECT_EQ(agent.send(agent.ledger.all()).verdict, "accepted");
  EXPECT_EQ(lines_held(), "5");
}

TEST_F(DatabaseFaults, D5_WhateverIsCutHoweverOftenEveryLineIsHeldOnce) {
  for (std::uint64_t seq = 1; seq <= 40; ++seq) {
    if (seq > 1) agent.ledger.fill(1);
    if (seq % 3 == 0) relay.cut(seq % 2 == 0 ? Cut::after_commit : Cut::before_commit, static_cast<int>(seq % 4));
    const auto batch = agent.ledger.batch(seq, seq);
    int tries = 0;
    while (http_code(batch) == 503) ASSERT_LT(++tries, 8);
    relay.cut(Cut::never);
  }
  EXPECT_GT(relay.cuts(), 10);
  EXPECT_EQ(lines_held(), "40");
  EXPECT_EQ(agent.head().receipt.head, agent.ledger.head(40));
}

TEST_F(DatabaseFaults, D5_KilledSessionIsReplacedWithoutAWord) {
  EXPECT_EQ(agent.send(agent.ledger.all()).verdict, "accepted");
  auto other = connection();
  auto rows = other.query("SELECT id FROM information_schema.processlist WHERE db = ? AND id <> CONNECTION_ID()",
                          direct.schema);
  int killed = 0;
  auto killer = connection();
  while (rows.next()) {
    killer.run("KILL CONNECTION " + rows.text(1));
    ++killed;
  }
  ASSERT_GT(killed, 0);
  agent.ledger.fill(1);
  EXPECT_EQ(agent.send(agent.ledger.batch(2, 2)).verdict, "accepted") << "before COMMIT trying again is harmless";
}

/// As patient as a shipped server, for what is about patience.
struct HastyDatabaseFaults : DatabaseFaults {
  HastyDatabaseFaults() : DatabaseFaults(2) {}
};

TEST_F(HastyDatabaseFaults, D4_LockedRowIsWaitedForAndThenRefusedWith503AndNothingOfIt) {
  auto locker = connection();
  locker.start_transaction();
  locker.query("SELECT name FROM agents WHERE name = ? FOR UPDATE", agent.name());
  const auto posted = agent.post(body_of(agent.ledger.all()));
  const auto& refused = reply_of(posted);
  EXPECT_EQ(refused.http_code, 503);
  EXPECT_TRUE(refused.retry_after.has_value());
  EXPECT_EQ(lines_held(), "0");
  locker.rollback();
  EXPECT_EQ(agent.send(agent.ledger.all()).verdict, "accepted");
}

/// Two sessions that want each other's row, again and again; InnoDB ends one of each pair.
TEST(DatabaseConflicts, D4_RealDeadlocksAreTriedAgainAndEveryEffectIsThereOnce) {
  server::mysql::ConnectionPool pool(PrivateMariadb::shared().empty_schema(),
                                     {.retry_budget = std::chrono::milliseconds(60'000)});
  server::mysql::read(pool, [](Connection& connection) {
    connection.run("CREATE TABLE accounts (id INT PRIMARY KEY, n INT NOT NULL)");
    connection.run("INSERT INTO accounts VALUES (1, 0), (2, 0)");
  });
  constexpr int kEach = 60;
  std::atomic<int> attempts{0};
  const auto add = [&](int first, int second) {
    for (int done = 0; done < kEach;) {
      try {
        server::mysql::in_transaction(pool, [&](Connection& connection) {
          ++attempts;
          connection.execute("UPDATE accounts SET n = n + 1 WHERE id = ?", first);
          std::this_thread::yield();
          connection.execute("UPDATE accounts SET n = n + 1 WHERE id = ?", second);
        });
        ++done;
      } catch (const server::StoreContention&) {
        // Five times in a row the victim: the caller is told, nothing was done, it comes again.
      }
    }
  };
  std::thread other([&] { add(2, 1); });
  add(1, 2);
  other.join();
  EXPECT_GT(attempts, 2 * kEach) << "there was no deadlock";
  server::mysql::read(pool, [](Connection& connection) {
    auto rows = connection.query("SELECT MIN(n), MAX(n) FROM accounts");
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.integer(1), 2 * kEach);
    EXPECT_EQ(rows.integer(2), 2 * kEach);
  });
}

TEST(DatabaseConflicts, D4_WholeTransactionIsTriedFiveTimesWithGrowingPausesThenGivenUp) {
  auto settings = PrivateMariadb::shared().empty_schema();
  settings.lock_timeout = std::chrono::seconds(0);  // InnoDB answers at once
  server::mysql::ConnectionPool pool(settings, {.retry_budget = std::chrono::milliseconds(60'000)});
  server::mysql::read(pool, [](Connection& connection) {
    connection.run("CREATE TABLE notes (id INT PRIMARY KEY, n INT NOT NULL)");
    connection.run("INSERT INTO notes VALUES (1, 0), (2, 0)");
  });
  Connection locker(settings);
  locker.start_transaction();
  locker.execute("UPDATE notes SET n = 7 WHERE id = 1");
  int attempts = 0;
  std::vector<int> paused;
  EXPECT_THROW(server::mysql::in_transaction(
                   pool,
                   [&](Connection& connection) {
                     ++attempts;
                     connection.execute("UPDATE notes SET n = n + 1 WHERE id = 2");
                     connection.execute("UPDATE notes SET n = n + 1 WHERE id = 1");
                   },
                   {.pause = [&](int attempt) { paused.push_back(attempt); }}),
               server::StoreContention);
  locker.rollback();
  EXPECT_EQ(attempts, 5);
  EXPECT_EQ(paused, (std::vector<int>{2, 3, 4, 5}));
  server::mysql::read(pool, [](Connection& connection) {
    auto rows = connection.query("SELECT SUM(n) FROM notes");
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.integer(1), 0) << "half a transaction stayed";
  });
}

/// D10: the database itself dies in the middle of a migration, at a statement of every sort; the next run goes on.
TEST(DatabaseKills, D10_MigrationOverWhichTheDatabaseDiesGoesOnAtTheNextRun) {
  PrivateMariadb database;
  const auto settings = database.empty_schema();
  const auto clock = [] { return domain::Instant{}; };
  constexpr int kEvery = 9;  // a restart takes a while; the places move on with each run
  int statements = 0, deaths = 0;
  for (bool done = false; !done && deaths < 12;) {
    server::mysql::MysqlSchemaStore store(settings, clock);
    store.on_statement([&](std::string_view) {
      if (++statements % kEvery != 0) return;
      database.kill();
      ++deaths;
    });
    try {
      store.apply_pending({});
      done = true;
    } catch (const server::StoreError&) {
      database.start();
    }
  }
  server::mysql::MysqlSchemaStore store(settings, clock);
  store.apply_pending({});
  EXPECT_GE(deaths, 4);
  EXPECT_TRUE(store.drift().empty());
}

}  // namespace
}  // namespace quaywatt::test
