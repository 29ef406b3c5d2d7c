// Screen T8 and silent meters.

#include "tests/support/berth_world.h"

namespace quaywatt::test {
namespace {

using agent::RefusalCode;

agent::OpenFault socket_fault(std::string point = "a1") { return {std::move(point), "socket", "无电压", {}}; }

TEST(SupplyPointFault, StopsTheNextStartAndClosesOnlyWithATestReading_O12) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  world.passes_checklist(stay, "a1");
  const auto fault = BerthWorld::ref_of(world.desk().open_fault(world.by(kWang), socket_fault()));
  const auto start = world.desk().start_supply(world.by(kWang), {stay, "a1"});
  ASSERT_EQ(refused(start), RefusalCode::supply_point_faulty);
  EXPECT_EQ(refusal_in(start).proposed_reason, "05");

  world.meters["m-1"].silent = true;
  EXPECT_EQ(refused(world.desk().close_fault(world.by(kWang), {fault, {}, "换插座"})), RefusalCode::meter_silent);
  EXPECT_NE(world.state().journal.open_fault_at("a1"), nullptr);

  world.meters["m-1"].silent = false;
  world.meters["m-1"].energy_milliwatt_hours = 123'450'000;
  const auto closed = BerthWorld::ref_of(world.desk().close_fault(world.by(kWang), {fault, {}, "换插座"}));
  const auto line = std::get<domain::FaultClosed>(world.line_at(closed).body);
  EXPECT_EQ(line.test_reading.energy_forward.text, "123.45");
  world.starts(stay, "a1");
}

TEST(SupplyPointFault, OneAtATimeForEachSupplyPoint) {
  BerthWorld world;
  const auto fault = BerthWorld::ref_of(world.desk().open_fault(world.by(kWang), socket_fault()));
  EXPECT_EQ(refused(world.desk().open_fault(world.by(kWang), socket_fault())), RefusalCode::fault_already_open);
  BerthWorld::ref_of(world.desk().open_fault(world.by(kWang), socket_fault("a2")));
  BerthWorld::ref_of(world.desk().close_fault(world.by(kWang), {fault, {}, "已修复"}));
  EXPECT_EQ(refused(world.desk().close_fault(world.by(kWang), {fault, {}, "已修复"})), RefusalCode::fault_over);
}

TEST(SupplyPointFault, TimesStayInOrder) {
  BerthWorld world;
  auto command = socket_fault();
  command.from = world.clock.now().wall + 5min;
  EXPECT_EQ(refused(world.desk().open_fault(world.by(kWang), command)), RefusalCode::time_in_future);
  command.from = world.clock.now().wall - 5min;
  const auto fault = BerthWorld::ref_of(world.desk().open_fault(world.by(kWang), command));
  EXPECT_EQ(refused(world.desk().close_fault(world.by(kWang), {fault, *command.from - 1ms, "已修复"})),
            RefusalCode::times_out_of_order);
}

TEST(SilentMeter, StartIsRefusedWithReasonAndNextStep_M10) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  world.passes_checklist(stay, "a1");
  world.meters["m-1"].silent = true;
  const auto outcome = world.desk().start_supply(world.by(kWang), {stay, "a1"});
  ASSERT_EQ(refused(outcome), RefusalCode::meter_silent);
  EXPECT_NE(refusal_in(outcome).en.find("No answer within 1 s"), std::string::npos);
  EXPECT_TRUE(world.state().journal.sessions.empty());
}

TEST(SilentMeter, StopIsTakenAndTheLastGoodReadingCounts_M10) {
  BerthWorld world;
  const auto session = world.connects(world.arrives("苏货1098"), "a1");
  world.meters["m-1"].power_w = 12'000;
  world.pass(30min);
  world.meters["m-1"].silent = true;
  world.pass(5min);
  const auto stopped = world.stops(session);
  EXPECT_FALSE(std::get<domain::SupplyStopped>(world.line_at(stopped).body).registers.has_value());
  const auto energy = world.state().finished.at(session);
  EXPECT_GE(energy.energy.value, 5'000);  // up to the last line of the ledger, at most 5 min before the silence
  EXPECT_LE(energy.energy.value, 6'000);
  EXPECT_TRUE(energy.notes.contains(domain::EnergyNote::no_end_reading));
  EXPECT_EQ(energy.connected_ms, 35 * 60'000);  // she was connected until the stop all the same
}

TEST(SilentMeter, OutageIsOneLineAndOtherMetersGoOn_M10) {
  BerthWorld world;
  world.connects(world.arrives("苏货1098"), "a2");
  world.meters["m-2"].power_w = 3'000;
  world.meters["m-1"].silent = true;
  world.pass(30min);
  const auto silent = world.lines_of<domain::MeterSilent>();
  ASSERT_EQ(silent.size(), 1u);
  EXPECT_EQ(silent[0].meter, "m-1");
  EXPECT_EQ(silent[0].reason, "timeout");
  EXPECT_EQ(world.state().last_registers.at("a2").registers.power_w, 3'000);

  world.meters["m-1"].silent = false;
  world.pass(1min);
  world.meters["m-1"].silent = true;
  world.pass(1min);
  EXPECT_EQ(world.lines_of<domain::MeterSilent>().size(), 2u);
}

}  // namespace
}  // namespace quaywatt::test
