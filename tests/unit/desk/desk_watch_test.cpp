// What the desk notices by itself and says in its ledger: clock, disk, strange meters.

#include "berth-agent/berth/alarms.h"
#include "tests/support/berth_world.h"
#include "tests/support/fake_disk_space.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::test {
namespace {

using domain::ReadingFlag;
using Strings = std::vector<std::string>;

/// "code+" raised, "code-" over, in order.
Strings alarm_lines(BerthWorld& world) {
  Strings out;
  for (const auto& noted : world.lines_of<domain::AlarmNoted>()) out.push_back(noted.code + (noted.raised ? "+" : "-"));
  return out;
}

Strings codes(const std::vector<agent::Alarm>& alarms) {
  Strings out;
  for (const auto& alarm : alarms) out.push_back(alarm.code);
  return out;
}

Strings berth_alarms(BerthWorld& world) {
  return world.desk().look([](const agent::DeskLook& desk) { return codes(agent::berth_alarms(desk)); });
}

std::vector<domain::Reading> flagged(BerthWorld& world, ReadingFlag flag) {
  auto readings = world.lines_of<domain::Reading>();
  std::erase_if(readings, [&](const domain::Reading& reading) {
    return std::find(reading.flags.begin(), reading.flags.end(), flag) == reading.flags.end();
  });
  return readings;
}

TEST(DeskClock, C2_StepIsALineBeforeTheNextOneAndDurationsStayTrue) {
  BerthWorld world;
  const auto session = world.connects(world.arrives("苏货1098"), "a1");
  world.meters["m-1"].power_w = 6'000;
  world.pass(30min);
  world.clock.step_wall(24h);
  world.pass(30min);
  world.clock.step_wall(-24h);
  world.stops(session);
  const auto steps = world.lines_of<domain::ClockAdjusted>();
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].by, domain::Millis{24h});
  EXPECT_EQ(steps[1].by, domain::Millis{-24h});
  const auto energy = world.state().finished.at(session);
  EXPECT_EQ(energy.connected_ms, domain::Millis{1h}.count());
}

TEST(DeskClock, C1_UnsetClockRecordsAndIsMappedOnceItIsSet) {
  BerthWorld world;
  world.clock.step_wall(domain::Instant{domain::Millis{600'000}} - world.clock.now().wall);  // 1970
  world.clock.set_sync(domain::ClockSync::unsynced);
  world.power_cut(1min);
  const auto stay = world.arrives("苏货1098");
  const auto written = world.line_at(stay);
  EXPECT_EQ(written.sync, domain::ClockSync::unsynced);
  EXPECT_EQ(berth_alarms(world), Strings{"clock_unsynced"});
  world.pass(20min);
  const domain::Millis by = domain::Instant{domain::Millis{1'725'926'400'000}} - world.clock.now().wall;
  world.clock.step_wall(by);
  world.clock.set_sync(domain::ClockSync::synced);
  world.pass(1min);
  const auto steps = world.lines_of<domain::ClockAdjusted>();
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps.front().by, by);
  EXPECT_EQ(written.at + steps.front().by, world.clock.now().wall - 21min) << "where the line truly was";
}

TEST(DeskClock, C3_OffsetFromTheServerIsWarnedOfAndNeverShifted) {
  BerthWorld world;
  const auto before = world.clock.now().wall;
  world.desk().server_offset(4s);
  EXPECT_EQ(berth_alarms(world), Strings{});
  world.desk().server_offset(8s);
  EXPECT_EQ(berth_alarms(world), Strings{"clock_offset"});
  world.desk().server_offset(8s);
  world.desk().server_offset(1s);
  EXPECT_EQ(berth_alarms(world), Strings{});
  EXPECT_EQ(alarm_lines(world), (Strings{"clock_offset+", "clock_offset-"}));
  EXPECT_EQ(world.clock.now().wall, before);
}

TEST(DeskClock, C8_SlowSpoofingOfTheTimeSourceIsAnAlarmLine) {
  BerthWorld world;
  for (int minute = 0; minute < 30; ++minute) world.desk().server_offset(minute * domain::Millis{1s});
  EXPECT_EQ(alarm_lines(world), (Strings{"clock_drift+", "clock_offset+"}));
  world.restart();
  EXPECT_EQ(berth_alarms(world), (Strings{"clock_drift", "clock_offset"})) << "known from the ledger";
}

/// A berth on a disk the test fills.
struct ShortDisk : testing::Test {
  static constexpr agent::RoomSettings kSettings{1'000, 5'000, 100};
  ShortDisk() {
    world.room = std::make_unique<agent::LedgerRoom>(dir.path() / "reserve", disk, kSettings);
    world.restart();
    stay = world.arrives("苏货1098");
    world.meters["m-1"].power_w = 6'000;
    session = world.connects(stay, "a1");
    world.pass(16min);
  }
  std::size_t readings() { return world.lines_of<domain::Reading>().size(); }

  TempDir dir;
  FakeDiskSpace disk{50'000};
  BerthWorld world;
  domain::LineRef stay, session;
};

TEST_F(ShortDisk, A3_ScarceRoomKeepsTheQuarterHoursOfASupplyAndNothingElseSampled) {
  disk.free = 3'000;
  const auto before = readings();
  world.pass(3h);
  const auto all = world.lines_of<domain::Reading>();
  ASSERT_EQ(all.size(), before + 12);
  for (std::size_t i = before; i < all.size(); ++i) EXPECT_EQ(all[i].cause, domain::Reading::Cause::quarter_hour);
  EXPECT_EQ(flagged(world, ReadingFlag::late).size(), 12u) << "thinned readings say so (A13)";
  EXPECT_EQ(berth_alarms(world), Strings{"disk_short"});
}

TEST_F(ShortDisk, A3_FullDiskGivesUpTheReserveForWhatMustBeKept) {
  // The file system is full to the last byte; deleting the reserve makes room.
  disk.free = 3'000;
  world.store.full = [this] { return world.room->reserve_held(); };
  world.stops(session);
  EXPECT_FALSE(world.room->reserve_held());
  disk.free = 900;
  const auto before = readings();
  world.pass(2h);
  EXPECT_EQ(readings(), before) << "nothing sampled is written any more";
  world.leaves(stay);
  EXPECT_EQ(berth_alarms(world), Strings{"disk_full"});
  const auto severity = world.desk().look([](const agent::DeskLook& d) { return agent::berth_alarms(d)[0].severity; });
  EXPECT_EQ(severity, "alarm");
}

TEST_F(ShortDisk, A3_RoutineReadingsAreNotWrittenIntoTheReserveButTheAlarmIs) {
  disk.free = 5'999;  // enough, it says, and not enough to make the reserve again
  world.store.full = [this] { return world.room->reserve_held(); };
  const auto before = readings();
  world.pass(10min);
  EXPECT_EQ(readings(), before);
  EXPECT_FALSE(world.room->reserve_held());
  EXPECT_EQ(alarm_lines(world), Strings{"disk_full+"}) << "the one line more says why";
}

TEST_F(ShortDisk, A3_RoomThatReturnsEndsItAndTheSessionsEnergyIsWhole) {
  disk.free = 50;
  world.pass(3h);
  disk.free = 50'000;
  world.pass(6min);
  world.stops(session);
  EXPECT_EQ(alarm_lines(world), (Strings{"disk_full+", "disk_full-"}));
  EXPECT_EQ(world.state().finished.at(session).energy.value, 6'000 * (16 + 180 + 6) / 60 / 10 * 10);
  EXPECT_FALSE(flagged(world, ReadingFlag::late).empty());
}

TEST_F(ShortDisk, A3_NothingLeftAtAllRefusesTheActAndTheProgramGoesOn) {
  world.store.full = [] { return true; };
  EXPECT_THROW(world.desk().stop_supply(world.by(kWang), {session, domain::SupplyStopped::Reason::departure}),
               agent::DiskFull);
  world.pass(10min);
  EXPECT_NE(berth_alarms(world), Strings{}) << "trouble is shown";
  world.store.full = nullptr;
  world.stops(session);
}

TEST_F(ShortDisk, A4_FailingDiskIsNotAFullOneAndGivesUpNoReserve) {
  world.store.fail_next(1);
  EXPECT_THROW(world.desk().stop_supply(world.by(kWang), {session, domain::SupplyStopped::Reason::departure}),
               agent::StorageFailure);
  EXPECT_TRUE(world.room->reserve_held());
  EXPECT_EQ(world.lines_of<domain::SupplyStopped>().size(), 0u) << "not tried again behind the operator's back";
}

TEST(DeskMeters, M6_StuckRegisterIsFlaggedInItsLinesAndRaisedOnce) {
  BerthWorld world;
  world.connects(world.arrives("苏货1098"), "a1");
  world.meters["m-1"].power_w = 6'000;
  for (int minute = 0; minute < 60; ++minute) {
    world.clock.advance(1min);  // the register does not move with it
    world.sample();
  }
  EXPECT_GE(flagged(world, ReadingFlag::stuck).size(), 8u);
  EXPECT_EQ(alarm_lines(world), Strings{"meter_stuck+"});
}

TEST(DeskMeters, M9_RatioThatIsWrongIsAnAlarmUntilItIsMendedForAWhile) {
  BerthWorld world;
  world.connects(world.arrives("苏货1098"), "a1");
  world.meters["m-1"].power_w = 60'000;
  world.pass(10min);
  EXPECT_FALSE(flagged(world, ReadingFlag::above_rating).empty());
  EXPECT_EQ(alarm_lines(world), Strings{"meter_above_rating+"});
  world.meters["m-1"].power_w = 6'000;
  world.pass(4min);
  EXPECT_EQ(alarm_lines(world), Strings{"meter_above_rating+"});
  world.pass(3min);
  EXPECT_EQ(alarm_lines(world), (Strings{"meter_above_rating+", "meter_above_rating-"}));
}

TEST(DeskMeters, M13_ReverseEnergyIsFlaggedAndNeverNetted) {
  BerthWorld world;
  const auto session = world.connects(world.arrives("苏货1098"), "a1");
  world.meters["m-1"].power_w = 6'000;
  world.pass(1h);
  const auto before = world.meters["m-1"].energy_milliwatt_hours;
  for (int minute = 0; minute < 10; ++minute) {
    world.meters["m-1"].power_w = -3'000;
    world.clock.advance(1min);
    world.sample();  // the forward register of a real meter stands still
  }
  EXPECT_EQ(world.meters["m-1"].energy_milliwatt_hours, before);
  world.stops(session);
  EXPECT_FALSE(flagged(world, ReadingFlag::reverse_flow).empty());
  EXPECT_EQ(world.state().finished.at(session).energy.value, 6'000);
}

TEST(DeskMeters, AlarmsOfAMeterLeaveWithIt) {
  BerthWorld world;
  world.meters["m-1"].power_w = 60'000;
  world.pass(5min);
  ASSERT_EQ(alarm_lines(world), Strings{"meter_above_rating+"});
  agent::ExchangeMeter exchange;
  exchange.supply_point = "a1";
  exchange.new_meter = "m-3";
  exchange.second_actor = kLi;
  BerthWorld::ref_of(world.desk().exchange_meter(world.by(kWang), exchange));
  EXPECT_EQ(alarm_lines(world), (Strings{"meter_above_rating+", "meter_above_rating-"}));
}

TEST(DeskSetAside, A10_OwnLinesThatDoNotFitAreCountedWithTheirReasons) {
  BerthWorld world;
  agent::BerthState state = agent::empty_berth(two_socket_berth());
  for (std::uint64_t seq = 1; seq <= 30; ++seq) {
    domain::LedgerLine line;
    line.position = {1, seq + 1};
    line.body = domain::StayEnded{{1, 1}, world.clock.now().wall};
    agent::fold(state, line);
  }
  EXPECT_EQ(state.set_aside, 30u);
  ASSERT_EQ(state.set_aside_lines.size(), agent::kSetAsideLinesNamed) << "bounded";
  EXPECT_EQ(state.set_aside_lines.back().line, (domain::LineRef{1, 31}));
  EXPECT_EQ(state.set_aside_lines.back().reason, "unknown_reference");
}

}  // namespace
}  // namespace quaywatt::test
