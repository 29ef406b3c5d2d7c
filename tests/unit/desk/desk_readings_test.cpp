// Which of the sampled readings the desk writes, and which session they belong to.

#include "tests/support/berth_world.h"

namespace quaywatt::test {
namespace {

using Cause = domain::Reading::Cause;

TEST(SampledReading, SupplyIsRecordedAtLeastEveryFiveMinutes) {
  BerthWorld world;
  const auto session = world.connects(world.arrives("苏货1098"), "a1");
  world.meters["m-1"].power_w = 8'000;
  world.pass(60min);
  std::size_t of_session = 0;
  for (const auto& reading : world.lines_of<domain::Reading>()) of_session += reading.session == session ? 1u : 0u;
  EXPECT_GE(of_session, 12u);
  EXPECT_LE(of_session, 20u);
}

TEST(SampledReading, IdleMeterIsRecordedHourly) {
  BerthWorld world;
  world.pass(6h);
  std::size_t of_a1 = 0;
  for (const auto& reading : world.lines_of<domain::Reading>()) {
    if (reading.supply_point != "a1") continue;
    ++of_a1;
    EXPECT_EQ(reading.cause, Cause::idle);
    EXPECT_FALSE(reading.session.has_value());
  }
  EXPECT_GE(of_a1, 6u);
  EXPECT_LE(of_a1, 8u);
}

TEST(SampledReading, EnergyWithoutSessionIsRecordedAndNeverAttachedToAVessel_M7) {
  BerthWorld world;
  world.arrives("苏货1098");
  world.meters["m-1"].power_w = 2'000;
  world.pass(30min);
  std::size_t drawn = 0;
  for (const auto& reading : world.lines_of<domain::Reading>()) {
    EXPECT_FALSE(reading.session.has_value());
    drawn += reading.registers.power_w == 2'000 ? 1u : 0u;
  }
  EXPECT_GE(drawn, 4u);
}

TEST(SampledReading, SpareMeterIsNobodys) {
  BerthWorld world;
  world.meters["m-3"].power_w = 5'000;
  world.pass(1h);
  for (const auto& reading : world.lines_of<domain::Reading>()) EXPECT_NE(reading.meter, "m-3");
}

TEST(SampledReading, OneTakenBeforeAnEdgeAndDeliveredAfterItIsDropped) {
  BerthWorld world;
  world.meters["m-1"].power_w = 12'000;
  const auto stay = world.arrives("苏货1098");
  world.passes_checklist(stay, "a1");
  world.sample();
  const auto early = world.meters.reading_of("m-1");
  world.clock.advance(10s);
  world.meters.pass(10s);
  world.starts(stay, "a1");
  const auto lines = world.store.size();
  world.desk().take_reading(early);
  EXPECT_EQ(world.store.size(), lines);
}

TEST(ReadingByHand, BelongsToTheRunningSession) {
  BerthWorld world;
  const auto session = world.connects(world.arrives("苏货1098"), "a1");
  const auto read = BerthWorld::ref_of(world.desk().read_meter(world.by(kOfficerZhao), {"a1"}));
  const auto line = std::get<domain::Reading>(world.line_at(read).body);
  EXPECT_EQ(line.cause, Cause::by_hand);
  EXPECT_EQ(line.session, session);
  EXPECT_EQ(world.line_at(read).actor, kOfficerZhao);
  world.meters["m-1"].silent = true;
  EXPECT_EQ(refused(world.desk().read_meter(world.by(kWang), {"a1"})), agent::RefusalCode::meter_silent);
}

}  // namespace
}  // namespace quaywatt::test
