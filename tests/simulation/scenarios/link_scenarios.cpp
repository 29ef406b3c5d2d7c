// The way between agent and server fails in every manner; what the server then holds is what the cabinet wrote.

#include "tests/simulation/scenarios/port.h"

namespace quaywatt::simulation {
namespace {

TEST(Link, N1_ReplyLostAfterCommitHasOneEffect) {
  Port port;
  port.pass(5min);
  port.suffers(FaultKind::lost_reply, 20min);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(2h);
  EXPECT_GT(port.ledger_rows().agent.at(0).replayed_lines, 0U) << "sent again, counted, without effect";
  port.leaves();
  port.expect_well();
}

TEST(Link, N2_DuplicatedAndDelayedBatchesLeaveTheSameLedger) {
  Port port;
  port.suffers(FaultKind::duplicate, 4h);
  port.suffers(FaultKind::delay, 4h, 500);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(5h);
  port.leaves();
  port.expect_well();
  EXPECT_TRUE(port.ledger_rows().forks.empty());
}

TEST(Link, N3_FlappingLineCausesNoStormOfConnections) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  const auto before = port.world.network().speakers.at(0).questions;
  for (int hour = 0; hour < 12; ++hour) {
    port.suffers(FaultKind::partition, 55min);
    port.pass(1h);
  }
  const auto questions = port.world.network().speakers.at(0).questions - before;
  EXPECT_LT(questions, 12U * 60) << "fewer than one a minute";
  port.leaves();
  port.expect_well();
}

TEST(Link, N11_OldReceiptMakesTheCabinetSendAgain) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(1h);
  const auto before = port.held().last;
  port.suffers(FaultKind::failover, 1min, 8);
  ASSERT_LT(port.held().last, before);
  port.pass(5min);
  EXPECT_GE(port.held().last, before);
  port.leaves();
  port.expect_well();
}

TEST(Link, N12_OneWayBlockKeepsEverythingUntilAReceiptComes) {
  Port port;
  port.pass(10min);
  const auto known = port.cabinet().link().receipted;
  port.suffers(FaultKind::one_way_block, 3h);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(170min);
  EXPECT_EQ(port.cabinet().link().receipted, known) << "what the server heard is not receipted";
  EXPECT_GT(port.cabinet().link().unsent, 0U);
  EXPECT_GT(port.held().last, *known);
  port.pass(22min);
  EXPECT_EQ(port.cabinet().link().unsent, 0U);
  port.leaves();
  port.expect_well();
}

TEST(Link, A9_QueueOfManyDaysIsCaughtUpInTenMinutes) {
  Port port;
  port.pass(10min);
  port.suffers(FaultKind::partition, 24h * 90);
  for (int day = 0; day < 90; ++day) {
    if (day % 9 == 0) {
      ASSERT_TRUE(port.connects(day % kVessels, 8'000));
    }
    port.pass(6h);
    port.leaves();
    port.pass(18h);
  }
  port.expect_well();
  EXPECT_GT(port.world.server().lines_taken, 2'000U);
}

}  // namespace
}  // namespace quaywatt::simulation
