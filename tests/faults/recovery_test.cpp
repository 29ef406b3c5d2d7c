// A database that lost what it had receipted - a restored dump, a failover - is whole again by the agents' sending, and
// says which lines came back.

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "tests/faults/database_copy.h"
#include "tests/faults/held_berth.h"

namespace quaywatt::test {
namespace {

class Recovery : public HeldBerth {
 protected:
  std::string recoveries() {
    return row("SELECT CONCAT(agent, ' ', from_epoch, '.', from_seq, '-', to_epoch, '.', to_seq, ' ', "
               "IF(whole_at IS NULL, 'open', 'whole')) FROM ledger_recoveries");
  }
  std::string alarm(const std::string& kind) {
    return row("SELECT CONCAT(subject, ' ', SUBSTRING_INDEX(occasion, ' ', 1)) FROM alarms WHERE kind = '" + kind +
               "'");
  }
};

TEST_F(Recovery, D9_AnHourOldDumpRestoredUnderARunningAgentIsWholeAgainAndTheReportNamesTheRange) {
  write(40);
  deliver();
  ASSERT_EQ(held(), "1.41");
  const DatabaseCopy dump(database);
  for (int i = 0; i < 5; ++i) {
    write(12);
    deliver();
  }
  ASSERT_EQ(held(), "1.101");
  dump.restore();
  ASSERT_EQ(held(), "1.41");
  deliver();
  EXPECT_EQ(held(), "1.101") << "without a hand and without a new line";
  EXPECT_EQ(recoveries(), "jy-shili-01 1.42-1.101 whole");
  EXPECT_EQ(alarm("ledger_recovered"), "jy-shili-01 1.42-1.101");
  EXPECT_EQ(row("SELECT head FROM ledger_heads"), card.last()->head);
  EXPECT_EQ(rows("SELECT kind FROM alarms").size(), 1u);
}

TEST_F(Recovery, D8_AFailoverThatLostTheLastCommitIsHealedAndReported) {
  write(3);
  deliver();
  const DatabaseCopy replica(database);
  write(1);
  deliver();
  replica.restore();
  write(4);
  deliver();
  EXPECT_EQ(held(), "1.9");
  EXPECT_EQ(recoveries(), "jy-shili-01 1.5-1.5 whole") << "what was never receipted is new, not recovered";
}

TEST_F(Recovery, D9_OverSeveralEpochsAndACabinetThatRestartedInBetween) {
  write(3);
  deliver();
  const DatabaseCopy dump(database);
  write(2);
  deliver();
  ledger->open_epoch({domain::EpochOpened::Previous{card.last()->position, card.last()->head},
                      domain::EpochOpened::Reason::behind_server, "test", 1},
                     2);
  write(5);
  deliver();
  ASSERT_EQ(held(), "2.6");
  dump.restore();
  start();  // knows only what its card keeps
  deliver();
  deliver();
  EXPECT_EQ(held(), "2.6");
  EXPECT_EQ(recoveries(), "jy-shili-01 1.5-2.6 whole");
}

TEST_F(Recovery, D9_UntilAllLinesAreBackTheRangeIsSaidToBeUnderWay) {
  write(2'500);
  const DatabaseCopy before(database);
  deliver();
  ASSERT_EQ(held(), "1.2501");
  before.restore();
  for (int i = 0; i < 10 && rows("SELECT 1 FROM ledger_recoveries").empty(); ++i) deliver(1);
  EXPECT_EQ(recoveries(), "jy-shili-01 1.1-1.2501 open");
  deliver();
  EXPECT_EQ(held(), "1.2501");
  EXPECT_EQ(recoveries(), "jy-shili-01 1.1-1.2501 whole");
  const auto report = figures.recoveries();
  ASSERT_EQ(report.size(), 1u);
  EXPECT_EQ(report[0].to, (domain::LedgerPosition{1, 2501}));
  EXPECT_GT(*report[0].whole_at, report[0].found_at - std::chrono::seconds{1});
}

TEST_F(Recovery, N11_AReceiptThatIsForgedOrAnothersSaysNothing) {
  write(3);
  deliver();
  const auto lines = card.read({1, 1}, 10, 100'000);
  auto batch = wire::make_batch(kAgent, 1, 1, wire::epoch_start_head(kAgent, 1), {lines[0].line}, ledger_key());
  const server::ReceiptSigner stranger(wire::SigningKey::generate());
  const domain::HeldLedger far{{9, 9}, std::string(64, 'a')};
  for (const auto& receipt : {stranger.sign(kAgent, far, link.now), signer.sign("another-01", far, link.now)}) {
    batch.farthest_receipt = receipt;
    EXPECT_EQ(accept.accept({kAgent, wire::gzip(wire::encode_batch(batch)), link.now}).answer.verdict, "already_held");
  }
  auto unsigned_one = signer.sign(kAgent, far, link.now);
  unsigned_one.held = {8, 8};
  batch.farthest_receipt = unsigned_one;
  EXPECT_EQ(accept.accept({kAgent, wire::gzip(wire::encode_batch(batch)), link.now}).answer.verdict, "already_held");
  EXPECT_TRUE(rows("SELECT agent FROM ledger_recoveries").empty());
  EXPECT_TRUE(rows("SELECT kind FROM alarms").empty());
}

TEST_F(Recovery, X6_RowsRewrittenAndHashedAnewDisagreeWithTheAgentsReceipt) {
  write(3);
  deliver();
  server::mysql::read(pool, [&](server::mysql::Connection& connection) {
    const std::string other(64, 'b');
    connection.execute("UPDATE ledger_heads SET head = ?", other);
    connection.execute("UPDATE ledger_batches SET head_after = ? WHERE last_seq = 4", other);
  });
  write(1);
  deliver();
  EXPECT_EQ(alarm("receipt_disagrees"), "jy-shili-01 1.4");
}

}  // namespace
}  // namespace quaywatt::test
