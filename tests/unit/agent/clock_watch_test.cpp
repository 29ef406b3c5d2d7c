// The clock against the counter and against the server's signed time.

#include <gtest/gtest.h>

#include "berth-agent/clock/clock_watch.h"
#include "berth-agent/clock/server_time_watch.h"
#include "tests/support/manual_clock.h"

namespace quaywatt::test {
namespace {

using namespace std::chrono_literals;
using agent::ServerTime;

TEST(ClockWatch, C2_StepIsSaidOnceWithItsSizeWhicheverWay) {
  ManualClock clock;
  agent::ClockWatch watch;
  EXPECT_FALSE(watch.look(clock.now()).has_value());
  for (const auto by : {domain::Millis{24h}, domain::Millis{-24h}, domain::Millis{2'001}}) {
    clock.advance(10s);
    clock.step_wall(by);
    const auto said = watch.look(clock.now());
    ASSERT_TRUE(said.has_value());
    EXPECT_EQ(said->by, by);
    EXPECT_FALSE(watch.look(clock.now()).has_value());
  }
}

TEST(ClockWatch, C2_SmallStepsAddUp) {
  ManualClock clock;
  agent::ClockWatch watch;
  watch.look(clock.now());
  clock.step_wall(2s);
  EXPECT_FALSE(watch.look(clock.now()).has_value()) << "the limit itself is not beyond it";
  clock.step_wall(1ms);
  EXPECT_EQ(watch.look(clock.now()).value().by, 2'001ms);
}

TEST(ClockWatch, C1_ClockThatIsSetSinceBootIsSaidSo) {
  ManualClock clock(domain::Instant{domain::Millis{60'000}});  // 1970: the battery of the clock is dead
  clock.set_sync(domain::ClockSync::unsynced);
  agent::ClockWatch watch;
  watch.look(clock.now());
  clock.advance(1h);
  EXPECT_FALSE(watch.look(clock.now()).has_value());
  clock.step_wall(domain::Millis{1'725'926'400'000});
  clock.set_sync(domain::ClockSync::synced);
  const auto said = watch.look(clock.now());
  ASSERT_TRUE(said.has_value());
  EXPECT_EQ(said->by, domain::Millis{1'725'926'400'000});
  EXPECT_NE(said->cause.find("已校准"), std::string::npos);
}

TEST(ServerTime, C3_WarnsBeyondFiveSecondsAndDoubtsBeyondSixty) {
  EXPECT_EQ(agent::server_time(5s), ServerTime::agrees);
  EXPECT_EQ(agent::server_time(-5s), ServerTime::agrees);
  EXPECT_EQ(agent::server_time(5'001ms), ServerTime::differs);
  EXPECT_EQ(agent::server_time(-60s), ServerTime::differs);
  EXPECT_EQ(agent::server_time(60'001ms), ServerTime::contradicts);
  EXPECT_EQ(agent::server_time(-24h), ServerTime::contradicts);
}

/// One contact a minute; says at which offset a drift was first seen, if it was.
std::optional<domain::Millis> drift_seen(domain::Millis a_minute, int minutes, domain::Millis from = 0ms) {
  agent::ServerTimeWatch watch;
  for (int minute = 0; minute <= minutes; ++minute) {
    watch.measured(from + minute * a_minute);
    if (watch.drifting()) return watch.offset();
  }
  return std::nullopt;
}

TEST(ServerTimeWatch, C8_SecondAMinuteIsSeenAsSoonAsItLeavesAgreement) {
  EXPECT_EQ(drift_seen(1s, 60), 6s);
  EXPECT_EQ(drift_seen(-1s, 60), -6s);
  EXPECT_EQ(drift_seen(1s, 60, -4s), 6s);
}

TEST(ServerTimeWatch, C8_HonestClocksDoNotDrift) {
  EXPECT_FALSE(drift_seen(0ms, 600).has_value());
  EXPECT_FALSE(drift_seen(1ms, 600).has_value()) << "a quartz: 17 ppm";
  EXPECT_FALSE(drift_seen(0ms, 600, 30s).has_value()) << "wrong, but not moving: C3";
  EXPECT_FALSE(drift_seen(-1s, 20, 40s).has_value()) << "coming back";
}

TEST(ServerTimeWatch, C8_OneJumpIsNoDriftAndAgreementEndsIt) {
  agent::ServerTimeWatch watch;
  watch.measured(0ms);
  watch.measured(24h);
  EXPECT_FALSE(watch.drifting());
  for (const auto offset : {1s, 3s, 6s}) watch.measured(offset);
  EXPECT_FALSE(watch.drifting()) << "grown at two contacts only";
  watch.measured(9s);
  EXPECT_TRUE(watch.drifting());
  watch.measured(8s);
  EXPECT_TRUE(watch.drifting()) << "not back yet";
  watch.measured(2s);
  EXPECT_FALSE(watch.drifting());
}

}  // namespace
}  // namespace quaywatt::test
