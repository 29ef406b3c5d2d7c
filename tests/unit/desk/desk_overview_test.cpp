// Screen T1: what each tile shows as a vessel comes, connects and goes.

#include "berth-agent/berth/fault_decisions.h"
#include "berth-agent/berth/overview.h"
#include "berth-agent/berth/forgotten_stop.h"
#include "tests/support/berth_world.h"

namespace quaywatt::test {
namespace {

using agent::TileState;

struct Tile {
  TileState state;
  std::string vessel;
  std::vector<std::string> alarms;
  std::optional<std::int64_t> power_w;
  std::optional<domain::SessionEnergy> energy;
};

Tile tile(BerthWorld& world, std::size_t index = 0) {
  return world.desk().look([&](const agent::DeskLook& desk) {
    const auto shown = agent::supply_point_tiles(desk).at(index);
    Tile copy{shown.state, shown.stay ? shown.stay->vessel.name : "", {}, shown.power_w, shown.energy};
    for (const auto& alarm : shown.alarms) copy.alarms.push_back(alarm.code);
    return copy;
  });
}

std::vector<std::string> alarms_of_stay(BerthWorld& world, domain::LineRef stay) {
  return world.desk().look([&](const agent::DeskLook& desk) {
    std::vector<std::string> codes;
    for (const auto& alarm : agent::stay_alarms(desk, desk.state.journal.stays.at(stay))) codes.push_back(alarm.code);
    return codes;
  });
}

TEST(Overview, TilePassesThroughItsStates) {
  BerthWorld world;
  EXPECT_EQ(tile(world).state, TileState::idle);
  const auto stay = world.arrives("苏货1098");
  EXPECT_EQ(tile(world).state, TileState::alongside);
  EXPECT_EQ(tile(world).vessel, "苏货1098");
  world.passes_checklist(stay, "a1");
  EXPECT_EQ(tile(world).state, TileState::connected);
  EXPECT_EQ(tile(world, 1).state, TileState::alongside);
  const auto session = world.starts(stay, "a1");
  EXPECT_EQ(tile(world).state, TileState::connected);  // nothing drawn yet
  EXPECT_EQ(tile(world, 1).state, TileState::idle);    // she is fed at a1, a2 has nobody to feed
  world.meters["m-1"].power_w = 15'000;
  world.pass(2min);
  EXPECT_EQ(tile(world).state, TileState::supplying);
  EXPECT_EQ(tile(world).power_w, 15'000);
  EXPECT_EQ(tile(world).energy->energy.value, 500);
  EXPECT_EQ(tile(world).energy->uncertainty.value, 20);
  world.stops(session);
  EXPECT_EQ(tile(world).state, TileState::alongside);
  world.leaves(stay);
  EXPECT_EQ(tile(world).state, TileState::idle);
}

TEST(Overview, FaultAndMaintenanceTakeATileOut) {
  BerthWorld world;
  world.arrives("苏货1098");
  const auto fault = BerthWorld::ref_of(world.desk().open_fault(world.by(kWang), {"a1", "socket", "x", {}}));
  EXPECT_EQ(tile(world).state, TileState::faulty);
  BerthWorld::ref_of(world.desk().close_fault(world.by(kWang), {fault, {}, "y"}));
  EXPECT_EQ(tile(world).state, TileState::alongside);
  BerthWorld::ref_of(
      world.desk().open_fault(world.by(kWang), {"a1", std::string(agent::kMaintenancePart), "x", {}}));
  EXPECT_EQ(tile(world).state, TileState::maintenance);
}

TEST(Overview, TerminalIsWarnedAtNinetyMinutesAndToldAtTwoHours) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  const auto connected = world.arrives("浙货0007");
  world.connects(connected, "a2");
  world.clock.advance(90min - 1ms);
  EXPECT_TRUE(alarms_of_stay(world, stay).empty());
  world.clock.advance(1ms);
  EXPECT_EQ(alarms_of_stay(world, stay), std::vector<std::string>{"threshold_near"});
  world.clock.advance(30min - 1ms);
  EXPECT_EQ(alarms_of_stay(world, stay), std::vector<std::string>{"threshold_near"});
  world.clock.advance(1ms);
  EXPECT_EQ(alarms_of_stay(world, stay), std::vector<std::string>{"threshold_passed"});
  EXPECT_TRUE(alarms_of_stay(world, connected).empty());
}

TEST(Overview, PowerWithoutSessionRaisesATaskAfterFiveMinutes_O4) {
  BerthWorld world;
  world.meters["m-1"].power_w = 2'000;
  world.pass(5min);
  EXPECT_TRUE(tile(world).alarms.empty());
  world.pass(1min);
  EXPECT_EQ(tile(world).alarms, std::vector<std::string>{"power_without_session"});
  world.meters["m-1"].power_w = 0;
  world.pass(1min);
  EXPECT_TRUE(tile(world).alarms.empty());
}

TEST(Overview, ForgottenStopIsProposedAtTheLastLoadAndNothingEndsByItself_O3) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  const auto session = world.connects(stay, "a1");
  world.meters["m-1"].power_w = 6'000;
  world.pass(1h);
  const auto last_load = world.clock.now().wall;
  world.meters["m-1"].power_w = 0;
  const auto forgotten = [&] {
    return world.desk().look([&](const agent::DeskLook& desk) {
      return agent::forgotten_stop(desk, desk.state.journal.sessions.at(session));
    });
  };
  world.pass(29min);
  EXPECT_FALSE(forgotten().has_value());
  EXPECT_EQ(tile(world).alarms, std::vector<std::string>{"session_without_power"});
  world.pass(1min);
  ASSERT_TRUE(forgotten().has_value());
  EXPECT_EQ(forgotten()->last_load_at, last_load);
  EXPECT_EQ(tile(world).alarms, std::vector<std::string>{"supply_forgotten"});
  world.pass(5h);
  EXPECT_TRUE(world.state().running.contains(session)) << "a person confirms";
  world.restart();
  world.sample();
  ASSERT_TRUE(forgotten().has_value()) << "known from the ledger as well";
  EXPECT_GE(forgotten()->last_load_at, last_load - 5min);
  EXPECT_LE(forgotten()->last_load_at, last_load + 5min);
  world.stops(session);
  BerthWorld::ref_of(world.desk().end_stay(world.by(kWang), {stay, last_load}));
  EXPECT_EQ(world.state().journal.stays.at(stay).departed_at, last_load);
  EXPECT_EQ(world.state().finished.at(session).energy.value, 6'000);
}

TEST(Overview, SupplyThatDrewNothingYetIsNotForgotten_O3) {
  BerthWorld world;
  world.connects(world.arrives("苏货1098"), "a1");
  world.pass(2h);
  EXPECT_EQ(tile(world).alarms, std::vector<std::string>{"session_without_power"});
}

TEST(Overview, SilentMeterAndUnsetClockAreNamed) {
  BerthWorld world;
  world.meters["m-1"].silent = true;
  world.pass(1min);
  EXPECT_EQ(tile(world).alarms, std::vector<std::string>{"meter_silent"});
  EXPECT_FALSE(tile(world).power_w.has_value());
  world.clock.set_sync(domain::ClockSync::unsynced);
  const auto codes = world.desk().look([](const agent::DeskLook& desk) { return agent::berth_alarms(desk).size(); });
  EXPECT_EQ(codes, 1u);
}

TEST(Overview, ClockSteppedBackMakesNoNegativeStay_C2) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  world.clock.step_wall(-24h);
  const auto alongside = world.desk().look([&](const agent::DeskLook& desk) {
    return agent::alongside_for(desk, desk.state.journal.stays.at(stay));
  });
  EXPECT_EQ(alongside, 0ms);
}

}  // namespace
}  // namespace quaywatt::test
