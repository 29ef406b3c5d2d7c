// Meters that end, jump, fall silent or are exchanged. A figure is the truth, or somebody is asked to look at it.

#include "tests/simulation/scenarios/port.h"

namespace quaywatt::simulation {
namespace {

using domain::EnergyNote;

/// Of the vessel that was connected and has left, in Wh.
std::int64_t flowed(Port& port) { return port.berth().socket->truth_mwh() / 1000; }

TEST(Meter, M1_RegisterThatComesToItsEndIsCountedOn) {
  Port port;
  port.berth().socket->install(port.berth().socket->address(), 999'995'000);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(2h);
  port.leaves();
  port.pass(5min);
  EXPECT_TRUE(port.last_energy().notes.contains(EnergyNote::rollover));
  EXPECT_NEAR(static_cast<double>(port.last_energy().energy.value), static_cast<double>(flowed(port)), 20);
  port.expect_well();
}

TEST(Meter, M2_MeterThatNobodyRecordedIsNoEnergyAndIsLookedAt) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(1h);
  port.suffers(FaultKind::meter_swap, 1min);
  port.pass(1h);
  port.leaves();
  port.pass(5min);
  EXPECT_TRUE(port.last_energy().notes.contains(EnergyNote::unrecorded_exchange));
  EXPECT_LE(port.last_energy().energy.value, flowed(port) + 20);
  port.expect_well();
}

TEST(Meter, M2_RecordedExchangeAddsBothMetersUp) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(1h);
  port.berth().operators->exchange_meter(port.cabinet(), "210300077777", 120'000);
  port.pass(1h);
  port.leaves();
  port.pass(5min);
  EXPECT_TRUE(port.last_energy().notes.contains(EnergyNote::meter_exchanged));
  port.expect_well();
}

TEST(Meter, M3_ResetRegisterIsLookedAt) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(1h);
  port.berth().socket->install(port.berth().socket->address(), 0);
  port.pass(1h);
  port.leaves();
  port.pass(5min);
  EXPECT_TRUE(port.last_energy().notes.contains(EnergyNote::reset));
  port.expect_well();
}

TEST(Meter, M5_SpikesDoNotReachTheTotal) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(20min);
  port.suffers(FaultKind::meter_spikes, 1h, 150);
  port.pass(2h);
  port.leaves();
  port.pass(5min);
  EXPECT_LE(port.last_energy().energy.value, flowed(port) + 20);
  port.expect_well();
}

TEST(Meter, M7_EnergyWithoutASessionIsNobodys) {
  Port port;
  port.suffers(FaultKind::load_unexplained, 2h);
  port.pass(3h);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(1h);
  port.leaves();
  port.pass(5min);
  EXPECT_NEAR(static_cast<double>(port.last_energy().energy.value), 10'000, 20) << "the hour's 10 kWh and no more";
  std::int64_t unexplained_wh = 0;
  for (const auto& [hour, part] : port.derived_rows().hours) unexplained_wh += part.unexplained.value;
  EXPECT_NEAR(static_cast<double>(unexplained_wh), static_cast<double>(flowed(port) - 10'000), 40);
  port.expect_well();
}

TEST(Meter, M8_SessionWithoutEnergyIsAnHonestZero) {
  Port port;
  ASSERT_TRUE(port.connects(1, 0));
  port.pass(3h);
  port.leaves();
  port.pass(5min);
  EXPECT_EQ(port.last_energy().energy.value, 0);
  EXPECT_NEAR(static_cast<double>(port.last_energy().connected_ms), 3.0 * 3'600'000, 1'000);
  port.expect_well();
}

TEST(Meter, M10_SilentMeterAtTheStopIsSaid) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(1h);
  port.suffers(FaultKind::meter_silence, 1h);
  port.pass(10min);
  port.leaves();
  port.pass(1h);
  EXPECT_TRUE(port.last_energy().notes.contains(EnergyNote::no_end_reading));
  EXPECT_LE(port.last_energy().energy.value, flowed(port) + 20);
  port.expect_well();
}

}  // namespace
}  // namespace quaywatt::simulation
