// What a clock is worth, and that a shortened one is the same before and after a restart.

#include <gtest/gtest.h>

#include "berth-agent/clock/system_agent_clock.h"

namespace quaywatt::test {
namespace {

using namespace agent;
using domain::ClockSync;
using domain::Millis;

TEST(ClockJudgement, C1_C3_KernelOrServerVouchesAndTheServerMayContradict) {
  EXPECT_EQ(judge_clock(false, std::nullopt), ClockSync::unsynced);
  EXPECT_EQ(judge_clock(true, std::nullopt), ClockSync::synced);
  EXPECT_EQ(judge_clock(false, Millis{5'000}), ClockSync::synced);
  EXPECT_EQ(judge_clock(false, Millis{-5'000}), ClockSync::synced);
  EXPECT_EQ(judge_clock(false, Millis{5'001}), ClockSync::unsynced);
  EXPECT_EQ(judge_clock(false, Millis{-5'001}), ClockSync::unsynced);
  EXPECT_EQ(judge_clock(true, Millis{60'000}), ClockSync::synced);
  EXPECT_EQ(judge_clock(true, Millis{60'001}), ClockSync::unsynced);
  EXPECT_EQ(judge_clock(true, Millis{-60'001}), ClockSync::unsynced);
}

TEST(SystemAgentClock, BootIsNewAtEveryStart) {
  const SystemAgentClock first;
  const SystemAgentClock second;
  EXPECT_EQ(first.boot().size(), 16U);
  EXPECT_EQ(first.boot().find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(first.boot(), second.boot());
}

TEST(SystemAgentClock, NeverStepsBackAndBeginsAtItsStart) {
  const SystemAgentClock clock;
  const auto first = clock.now();
  const auto second = clock.now();
  EXPECT_GE(first.mono, Millis{0});
  EXPECT_GE(second.mono, first.mono);
  EXPECT_LT(first.mono, std::chrono::minutes{1});
}

TEST(SystemAgentClock, ShortenedClockIsDeclaredAndAgreesAcrossRestarts) {
  const auto anchor = SystemAgentClock().now().wall - std::chrono::minutes{1};
  const SystemAgentClock before(600, anchor);
  const SystemAgentClock after(600, anchor);
  EXPECT_EQ(before.now().sync, ClockSync::shortened);
  EXPECT_EQ(before.scale(), 600U);
  EXPECT_GE(before.now().wall, anchor + std::chrono::hours{10});
  const auto apart = after.now().wall - before.now().wall;
  EXPECT_LT(apart, std::chrono::hours{1});
  EXPECT_GT(apart, -std::chrono::hours{1});
}

}  // namespace
}  // namespace quaywatt::test
