// A row edited behind the server's back is found by the daily reading-back, which names agent and lines.

#include "server/jobs/verify_job.h"
#include "server/store/mysql/mysql_verification_store.h"
#include "tests/integration/figures_fixture.h"

namespace quaywatt::test {
namespace {

class Verification : public FiguresTest {
 protected:
  Verification() {
    supplied_stay("苏锡货1098", 5h, 10'000, 20'000);
    world.send(*quay, 3);
    world.derive();
  }

  void edit(const std::string& sql) {
    server::mysql::read(world.pool(), [&](server::mysql::Connection& connection) {
      ASSERT_GE(connection.execute(sql), 1u) << sql;
    });
  }
  /// One night.
  void run_job() {
    server::VerifyJob job(store, [this] { return now; });
    for (int i = 0; i < 100 && job.run_once(); ++i) {
    }
  }
  server::VerifiedLedger verify() { return server::VerifyLedgers(store, [this] { return now; }).verify("jy-1"); }
  std::string alarms() {
    return world.value("SELECT GROUP_CONCAT(CONCAT(kind, ' ', subject, ' ', occasion) ORDER BY occasion) FROM alarms");
  }

  Instant now = BerthLog::kMorning;
  server::mysql::MysqlVerificationStore store{world.pool()};
};

TEST_F(Verification, FindsNothingInALedgerAsItCame) {
  const auto found = verify();
  EXPECT_EQ(found.lines, 6u);
  EXPECT_TRUE(found.defects.empty());
  run_job();
  EXPECT_EQ(alarms(), "NULL");
  EXPECT_EQ(world.value("SELECT epoch FROM ledger_verifications"), "0");
  EXPECT_EQ(world.value("SELECT finished_at FROM ledger_verifications"),
            std::to_string(now.time_since_epoch().count()));
}

TEST_F(Verification, D12_AnEditedBodyIsFoundWithItsRangeWithinADay) {
  run_job();
  const std::string other = wire::gzip("{}\n");
  server::mysql::read(world.pool(), [&](server::mysql::Connection& connection) {
    connection.execute("UPDATE ledger_batches SET body_gzip = ? WHERE first_new_seq = 4",
                       server::mysql::Bytes{other});
  });
  now += 15h;
  run_job();
  EXPECT_EQ(alarms(), "NULL") << "the round's pause";
  now += 2h;
  run_job();
  EXPECT_EQ(alarms(), "ledger_row_edited jy-1 1.4-1.6 body");
}

TEST_F(Verification, D12_EveryKindOfEditIsFound) {
  struct Edit {
    std::string sql;
    std::string kind;
  };
  const std::string head(64, 'c');
  const std::vector<Edit> edits = {
      {"UPDATE ledger_batches SET signature = REPLACE(signature, SUBSTRING(signature, 1, 4), 'AAAA') "
       "WHERE first_new_seq = 1",
       "row"},
      {"UPDATE ledger_batches SET head_after = '" + head + "' WHERE first_new_seq = 1", "row"},
      {"UPDATE ledger_batches SET ledger_key = 'AAAA' WHERE first_new_seq = 1", "key"},
      {"UPDATE agent_keys SET public_key = 'GY3zY/h9FXj3ImL91/SL5MJLJthzmLqVnlND3Hi9X+0='", "key"},
      {"DELETE FROM ledger_batches WHERE first_new_seq = 1", "gap"},
      {"DELETE FROM ledger_batches WHERE first_new_seq = 4", "head"},
      {"UPDATE ledger_heads SET head = '" + head + "'", "head"},
      {"UPDATE ledger_heads SET last_seq = 5", "head"},
      {"UPDATE meter_readings SET energy_wh = energy_wh + 1 WHERE cause = 'supplying'", "reading"},
      {"DELETE FROM meter_readings WHERE cause = 'supplying'", "reading"},
  };
  for (const auto& [sql, kind] : edits) {
    server::mysql::Connection connection([&] {
      auto settings = PrivateMariadb::shared().settings();
      settings.schema = world.value("SELECT DATABASE()");
      return settings;
    }());
    for (const char* table : {"ledger_batches", "ledger_heads", "agent_keys", "meter_readings"}) {
      connection.run(std::string("CREATE OR REPLACE TABLE kept_") + table + " AS SELECT * FROM " + table);
    }
    edit(sql);
    const auto found = verify();
    ASSERT_FALSE(found.defects.empty()) << sql;
    EXPECT_EQ(found.defects.front().kind, kind) << sql;
    EXPECT_EQ(found.defects.front().agent, "jy-1");
    for (const char* table : {"ledger_batches", "ledger_heads", "agent_keys", "meter_readings"}) {
      connection.run(std::string("DELETE FROM ") + table);
      connection.run(std::string("INSERT INTO ") + table + " SELECT * FROM kept_" + table);
      connection.run(std::string("DROP TABLE kept_") + table);
    }
    EXPECT_TRUE(verify().defects.empty());
  }
}

TEST_F(Verification, D12_AForgedSignatureIsNoneEvenWhenRowAndBodyAgree) {
  // Body and columns rewritten together, signed by somebody who has not the agent's key.
  const auto rows = store.rows_after("jy-1", {1, 3}, 1);
  ASSERT_EQ(rows.size(), 1u);
  auto decoded = wire::decode_batch(*wire::gunzip(rows[0].body_gzip, wire::kBatchMaxBytes), "jy-1");
  auto& batch = std::get<wire::Batch>(decoded);
  const auto forged = wire::make_batch("jy-1", 1, batch.first_seq, batch.head_before, batch.lines,
                                       wire::SigningKey::generate());
  const std::string body = wire::gzip(wire::encode_batch(forged));
  server::mysql::read(world.pool(), [&](server::mysql::Connection& connection) {
    connection.execute("UPDATE ledger_batches SET body_gzip = ?, signature = ? WHERE first_new_seq = 4",
                       server::mysql::Bytes{body}, forged.signature);
  });
  const auto found = verify();
  ASSERT_EQ(found.defects.size(), 1u);
  EXPECT_EQ(found.defects[0].kind, "signature");
  EXPECT_EQ(found.defects[0].first, (LineRef{1, 4}));
  EXPECT_EQ(found.defects[0].last, (LineRef{1, 6}));
}

TEST_F(Verification, GoesOnWhereItWasInBoundedStepsAndWithOverlappingBatches) {
  server::VerifyLedgers verify(store, [this] { return now; });
  EXPECT_TRUE(verify.step(1));
  EXPECT_EQ(world.value("SELECT seq FROM ledger_verifications"), "3");
  depart(arrive("苏锡货2000"));
  quay->sent = 3;  // sent again from the middle: what was held stays, the rest is appended
  quay->head = store.rows_after("jy-1", {1, 3}, 1)[0].head_before;
  world.send(*quay);
  while (verify.step(1)) {
  }
  EXPECT_EQ(alarms(), "NULL");
  EXPECT_EQ(verify.verify("jy-1").lines, 8u);
}

TEST_F(Verification, ASetBackClockDoesNotPutTheNextRoundOff) {
  run_job();
  edit("UPDATE ledger_heads SET last_seq = 5");
  now -= 1h;
  run_job();
  EXPECT_EQ(alarms(), "ledger_row_edited jy-1 1.5-1.5 head");
}

TEST_F(Verification, LaterEpochsAreComparedWithTheHeadsOfTheEarlier) {
  log().open_epoch(2).add(domain::EpochOpened{.previous = domain::EpochOpened::Previous{{1, 6}, quay->head},
                                              .reason = domain::EpochOpened::Reason::behind_server,
                                              .program_version = "test"},
                          kDevice);
  world.send(*quay);
  EXPECT_TRUE(verify().defects.empty());
  edit("UPDATE ledger_heads SET last_seq = 7 WHERE epoch = 1");
  ASSERT_EQ(verify().defects.size(), 1u);
  EXPECT_EQ(verify().defects[0].first, (LineRef{1, 7}));
  edit("UPDATE ledger_heads SET last_seq = 6 WHERE epoch = 1");
  edit("DELETE FROM ledger_batches WHERE epoch = 1");
  EXPECT_EQ(verify().defects.at(0).kind, "head");
}

}  // namespace
}  // namespace quaywatt::test
