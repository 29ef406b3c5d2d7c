// Clocks that are unset, jump or drift: durations stay true, and what a time is worth stands beside it.

#include "schema/wire/line_codec.h"
#include "tests/simulation/scenarios/port.h"

namespace quaywatt::simulation {
namespace {

domain::ClockSync sync_now(Port& port) { return port.cabinet().clock.now().sync; }

TEST(Clock, C1_UnsetClockRecordsByBootAndCounter) {
  Port port;
  port.suffers(FaultKind::clock_unset, 2h);
  port.suffers(FaultKind::partition, 1h);
  ASSERT_TRUE(port.cabinet().runs());
  EXPECT_EQ(sync_now(port), domain::ClockSync::unsynced);
  EXPECT_LT(port.cabinet().clock.now().wall.time_since_epoch(), 24h);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(1h);
  port.leaves();
  port.pass(2h);
  EXPECT_EQ(sync_now(port), domain::ClockSync::synced);
  EXPECT_NEAR(static_cast<double>(port.last_energy().connected_ms), 3'600'000, 1'000);
  port.expect_well();
}

TEST(Clock, C2_JumpOfADayChangesNoDuration) {
  for (const std::int64_t by_s : {86'400, -86'400}) {
    Port port;
    ASSERT_TRUE(port.connects(1, 10'000));
    port.pass(30min);
    port.suffers(FaultKind::clock_jump, 1h, by_s);
    port.pass(90min);
    port.leaves();
    port.pass(5min);
    EXPECT_NEAR(static_cast<double>(port.last_energy().connected_ms), 2.0 * 3'600'000, 1'000);
    port.expect_well();
  }
}

TEST(Clock, C3_OffsetOfMoreThanAMinuteIsMeasuredAndSaid) {
  Port port;
  port.pass(5min);
  ASSERT_EQ(sync_now(port), domain::ClockSync::synced);
  port.suffers(FaultKind::clock_jump, 3h, 90);
  port.pass(5min);
  EXPECT_EQ(port.cabinet().link().server_offset, domain::Millis{-90'000});
  EXPECT_EQ(sync_now(port), domain::ClockSync::unsynced);
  port.expect_well();
}

TEST(Clock, C8_SlowlySpoofedClockIsDoubtedThoughTheKernelBelievesIt) {
  Port port;
  port.suffers(FaultKind::clock_spoof, 10h, 60'000);  // a second a minute
  port.pass(3min);
  EXPECT_EQ(sync_now(port), domain::ClockSync::synced);
  port.pass(2h);
  EXPECT_EQ(sync_now(port), domain::ClockSync::unsynced);
  port.expect_well();
}

}  // namespace
}  // namespace quaywatt::simulation
