// Flow 4: the operator never re-creates a session that a power cut interrupted.

#include "berth-agent/berth/alarms.h"
#include "tests/support/berth_world.h"

namespace quaywatt::test {
namespace {

class PowerCut : public ::testing::Test {
 protected:
  PowerCut() {
    world.meters["m-1"].energy_milliwatt_hours = 500'000'000;
    session = world.connects(world.arrives("苏货1098"), "a1");
    world.meters["m-1"].power_w = 12'000;
    world.pass(60min);
  }
  std::vector<std::string> alarms() {
    return world.desk().look([](const agent::DeskLook& desk) {
      std::vector<std::string> codes;
      for (const auto& alarm : agent::supply_point_alarms(desk, "a1")) codes.push_back(alarm.code);
      return codes;
    });
  }
  bool runs() { return !world.state().journal.sessions.at(session).stopped; }

  BerthWorld world;
  domain::LineRef session;
};

TEST_F(PowerCut, SessionGoesOnUnderItsIdWhenPowerFlows) {
  world.power_cut();
  EXPECT_EQ(alarms(), std::vector<std::string>{"session_interrupted"});
  world.sample();

  EXPECT_TRUE(runs());
  EXPECT_EQ(world.state().journal.sessions.at(session).resumptions.size(), 1u);
  EXPECT_TRUE(alarms().empty());
  world.pass(30min);
  world.meters["m-1"].power_w = 0;
  world.stops(session);
  EXPECT_EQ(world.state().finished.at(session).energy.value, 12'000 + 6'000);
  EXPECT_EQ(world.lines_of<domain::SupplyResumed>().size(), 1u);
}

TEST_F(PowerCut, SessionGoesOnWhenTheRegisterMoved) {
  world.power_cut();
  world.meters["m-1"].energy_milliwatt_hours += 10'000'000;  // drawn while the cabinet was dark
  world.meters["m-1"].power_w = 0;
  world.sample();
  EXPECT_TRUE(runs());
  world.stops(session);
  EXPECT_EQ(world.state().finished.at(session).energy.value, 12'000 + 10'000);
}

TEST_F(PowerCut, SessionEndsWithItsLastGoodReadingWhenNothingMoves) {
  world.meters["m-1"].power_w = 0;
  world.pass(5min);
  const auto before = world.state().last_registers.at("a1");
  world.power_cut(8h);
  world.sample();

  EXPECT_FALSE(runs());
  const auto stopped = world.lines_of<domain::SupplyStopped>();
  ASSERT_EQ(stopped.size(), 1u);
  EXPECT_EQ(stopped[0].reason, domain::SupplyStopped::Reason::power_cut);
  EXPECT_EQ(stopped[0].registers, before.registers);
  const auto energy = world.state().finished.at(session);
  EXPECT_EQ(energy.energy.value, 12'000);
  EXPECT_LE(energy.connected_ms, 65 * 60'000);  // the night in the dark was no connection
}

TEST_F(PowerCut, M2_RegisterThatFellProvesNothingAndTheSessionGoesOnWithIt) {
  world.power_cut();
  world.meters["m-1"].energy_milliwatt_hours = 1'000'000;  // another meter, or this one reset, in the dark
  world.meters["m-1"].power_w = 0;
  world.sample();
  EXPECT_TRUE(runs());
  world.stops(session);
  const auto notes = world.state().finished.at(session).notes;
  EXPECT_TRUE(notes.contains(domain::EnergyNote::reset) || notes.contains(domain::EnergyNote::unrecorded_exchange));
}

TEST_F(PowerCut, SilentMeterDecidesNothingYet) {
  world.meters["m-1"].silent = true;
  world.power_cut();
  world.pass(10min);
  EXPECT_TRUE(runs());
  EXPECT_TRUE(world.state().interrupted.contains(session));
  world.meters["m-1"].silent = false;
  world.sample();
  EXPECT_FALSE(world.state().interrupted.contains(session));
  EXPECT_TRUE(runs());
}

TEST_F(PowerCut, SecondCutBeforeTheFirstReadingChangesNothing) {
  world.power_cut(1min);
  world.power_cut(1min);
  world.sample();
  EXPECT_TRUE(runs());
  EXPECT_EQ(world.lines_of<domain::SupplyResumed>().size(), 1u);
}

TEST_F(PowerCut, OperatorMayStopBeforeTheFirstReading) {
  world.power_cut();
  world.stops(session);
  world.sample();
  EXPECT_EQ(world.lines_of<domain::SupplyStopped>().size(), 1u);
  EXPECT_TRUE(world.lines_of<domain::SupplyResumed>().empty());
}

TEST_F(PowerCut, OrderlyRestartInterruptsNothing) {
  world.meters["m-1"].power_w = 0;  // a load that rests just now
  world.restart();
  world.sample();
  EXPECT_TRUE(runs());
  EXPECT_TRUE(world.lines_of<domain::SupplyResumed>().empty());
  const auto starts = world.lines_of<domain::ProgramStarted>();
  EXPECT_TRUE(starts.back().clean_before);
}

TEST_F(PowerCut, CutIsToldFromAnOrderlyStop) {
  world.power_cut();
  EXPECT_FALSE(world.lines_of<domain::ProgramStarted>().back().clean_before);
  world.restart();
  EXPECT_TRUE(world.lines_of<domain::ProgramStarted>().back().clean_before);
}

}  // namespace
}  // namespace quaywatt::test
