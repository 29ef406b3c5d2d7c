// The server dies, its database forgets, a dump is restored: the cabinets make it whole again.

#include "tests/simulation/scenarios/port.h"

namespace quaywatt::simulation {
namespace {

TEST(Server, S3_CrashBeforeAnyWriteBreaksNoPromise) {
  for (std::int64_t write = 1; write <= 20; ++write) {
    Port port;
    port.pass(5min);
    port.suffers(FaultKind::server_crash, 5min, write);
    ASSERT_TRUE(port.connects(1, 10'000));
    port.pass(1h);
    port.leaves();
    SCOPED_TRACE(write);
    port.expect_well();
  }
}

TEST(Server, S7_ClockThatStepsBackAnHourMakesNoDurationNegative) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(30min);
  port.suffers(FaultKind::server_clock_back, 2h, 3600);
  port.pass(1h);
  port.leaves();
  port.pass(2h);
  EXPECT_NEAR(static_cast<double>(port.last_energy().connected_ms), 90.0 * 60'000, 5'000);
  port.expect_well();
}

TEST(Server, D4_DeadlocksAreTriedAgainOrSentAgain) {
  Port port;
  port.suffers(FaultKind::deadlocks, 4h, 150);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(4h);
  port.leaves();
  port.expect_well();
}

TEST(Server, D5_CommitOfUnknownOutcomeIsAskedFor) {
  Port port;
  port.suffers(FaultKind::unknown_commits, 4h, 400);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(4h);
  port.leaves();
  port.expect_well();
}

TEST(Server, D8_FailoverThatForgetsIsMadeGoodByTheCabinets) {
  Port port(2);
  ASSERT_TRUE(port.connects(1, 10'000, 0));
  ASSERT_TRUE(port.connects(2, 12'000, 1));
  port.pass(2h);
  port.suffers(FaultKind::failover, 1min, 30);
  port.pass(10min);
  port.leaves(0);
  port.leaves(1);
  port.expect_well();
  EXPECT_EQ(port.berth(0).enrolments + port.berth(1).enrolments, 0U);
}

TEST(Server, D9_RestoredFromAnHourOldDumpUnderRunningCabinetsIsWholeAgainWithoutAHand) {
  Port port(3);
  for (int number = 0; number < 3; ++number) ASSERT_TRUE(port.connects(number, 10'000, number));
  port.pass(1h);
  port.suffers(FaultKind::restore_dump, 1h);
  port.pass(30min);
  port.leaves(0);
  port.pass(29min);
  std::vector<domain::LedgerPosition> before;
  for (int number = 0; number < 3; ++number) before.push_back(port.held(number).last);
  port.pass(90s);
  port.pass(5min);
  for (int number = 0; number < 3; ++number) {
    EXPECT_GE(port.held(number).last, before[static_cast<std::size_t>(number)]);
  }
  port.leaves(1);
  port.leaves(2);
  port.expect_well();
  for (int number = 0; number < 3; ++number) EXPECT_EQ(port.berth(number).enrolments, 0U);
}

}  // namespace
}  // namespace quaywatt::simulation
