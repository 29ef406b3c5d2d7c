// Faulty meters from ledger lines to the figures: M6, M8, M9, M13, M14, and clocks that decide a duty: C7, C9, S7.

#include "server/store/mysql/mysql_figures_store.h"
#include "server/usecases/energy_quality.h"
#include "tests/integration/figures_fixture.h"

namespace quaywatt::test {
namespace {

class MeterFaults : public FiguresTest {
 protected:
  LineRef read_with(const LineRef& session, const domain::RegisterValues& registers) {
    domain::Reading reading;
    reading.meter = "M1";
    reading.supply_point = "P1";
    reading.cause = domain::Reading::Cause::supplying;
    reading.session = session;
    reading.registers = registers;
    return log().add(reading, kDevice);
  }
  std::string notes(const LineRef& session) { return of_session(session, "energy_notes"); }
};

TEST_F(MeterFaults, M6_AStuckRegisterIsFlaggedInTheSession) {
  const LineRef session = start(arrive("苏锡货1098"), 5'000);
  for (int i = 0; i < 4; ++i) {
    auto registers = register_at(6'000);
    registers.power_w = 9'000;
    log().after(5min);
    read_with(session, registers);
  }
  figure();
  EXPECT_EQ(notes(session), "stuck");
}

TEST_F(MeterFaults, M9_AChangedRatioLeavesTheStepOutAndMorePowerThanTheBreakerIsFlagged) {
  const LineRef session = start(arrive("苏锡货1098"), 5'000);
  log().after(5min);
  for (const std::int64_t shown : {6'000, 6'010}) {
    auto scaled = register_at(shown);
    scaled.energy_forward.multiplier = 40;
    scaled.energy_forward.value.value *= 40;
    scaled.energy_forward.resolution.value *= 40;
    scaled.power_w = 600'000;
    read_with(session, scaled);
    log().after(5min);
  }
  figure();
  EXPECT_EQ(of_session(session, "energy_wh"), "400");
  EXPECT_EQ(notes(session), "ratio_changed,over_rating");
  EXPECT_EQ(world.value("SELECT SUM(energy_wh) FROM energy_hours"), "400");
}

TEST_F(MeterFaults, M13_EnergyFedBackIsKeptApart) {
  const LineRef session = start(arrive("苏锡货1098"), 5'000);
  for (const std::int64_t reverse : {0, 30}) {
    auto registers = register_at(5'500 + reverse * 10);
    registers.energy_reverse = register_at(reverse).energy_forward;
    log().after(5min);
    read_with(session, registers);
  }
  figure();
  EXPECT_EQ(of_session(session, "energy_wh"), "800");
  EXPECT_EQ(notes(session), "reverse_energy");
  EXPECT_EQ(world.value("SELECT MAX(energy_reverse_wh) FROM meter_readings"), "30");
}

TEST_F(MeterFaults, M14_EnergyOfAnExpiredOrDoubtfullySealedMeterIsCountedAndItsShareReported) {
  using namespace std::chrono;
  auto registers = two_berths();
  registers.meters[0].calibrated_until = domain::Date{2024y / 9 / 9};
  registers.meters[0].seal = "锡检 0042";
  ASSERT_TRUE(world.registers().load(registers, "second", log().now()).changed);
  const LineRef stay = supplied_stay("苏锡货1098", 5h, 10'000, 20'000);
  const LineRef other = arrive("苏锡货2000");
  log().after(10min);
  domain::MeterExchanged exchange;
  exchange.supply_point = "P1";
  exchange.old_meter = "M1";
  exchange.new_meter = "M2";
  exchange.new_first = register_at(0);
  exchange.digits = 6;
  exchange.seal = "锡检 0077";
  exchange.second_actor = kForeman;
  log().add(exchange);
  registers.meters.push_back({"JY-1", "M2", "P1", 6, domain::WattHours{10}, 1, std::nullopt, "锡检 0099"});
  const LineRef session = log().add(domain::SupplyStarted{other, "P1", "M2", {}, std::nullopt, register_at(0)});
  log().after(20min);
  stop(session, 5'000);
  ASSERT_TRUE(world.registers().load(registers, "third", log().now()).changed);
  figure();
  EXPECT_EQ(world.value("SELECT energy_notes FROM sessions ORDER BY seq LIMIT 1"), "gap,calibration_expired");
  EXPECT_EQ(notes(session), "gap,seal_differs");
  EXPECT_EQ(verdict(stay, "outcome"), "compliant") << "the energy counts";
  server::mysql::MysqlFiguresStore figures(world.pool());
  const auto shares = server::quality_shares(figures.stays({}));
  ASSERT_EQ(shares.size(), 4u);
  EXPECT_EQ(shares[0].energy, domain::WattHours{25'000});
  EXPECT_EQ(shares[1].note, "calibration_expired");
  EXPECT_EQ(shares[1].energy, domain::WattHours{20'000});
  EXPECT_EQ(shares[3].note, "seal_differs");
  EXPECT_EQ(shares[3].sessions, 1u);
}

TEST_F(MeterFaults, M11_TwoVesselsOnOneMeterAreFlaggedAndTheirEnergyIsCountedOnce) {
  const LineRef first = arrive("苏锡货1098", 1);
  const LineRef second = arrive("苏锡货2000", 2);
  const LineRef one = start(first, 10'000);
  log().after(10min);
  read(one, 12'000);
  const LineRef two = start(second, 12'000, "P2");
  log().after(10min);
  read(two, 14'000);
  stop(one, 14'000);
  log().after(10min);
  stop(two, 15'000);
  figure();
  EXPECT_EQ(of_session(one, "energy_wh"), "4000");
  EXPECT_EQ(of_session(two, "energy_wh"), "1000");
  EXPECT_EQ(notes(one), "joint_meter");
  EXPECT_EQ(notes(two), "joint_meter");
  EXPECT_EQ(of_session(two, "connected_ms"), "1200000");
  EXPECT_EQ(world.value("SELECT SUM(energy_wh) FROM session_days"), "5000");
  EXPECT_EQ(world.value("SELECT SUM(energy_wh) FROM sessions"), "5000") << "what the meter shows";
}

TEST_F(MeterFaults, M8_PluggedInWithoutEnergyIsOnlyToBeLookedAt) {
  const LineRef stay = arrive("苏锡货1098");
  log().after(10min);
  const LineRef session = start(stay, 10'000);
  log().after(4h);
  stop(session, 10'000);
  log().after(10min);
  depart(stay);
  figure();
  EXPECT_EQ(verdict(stay, "outcome"), "needs_review");
  EXPECT_NE(verdict(stay, "responsible"), "vessel");
}

TEST_F(MeterFaults, C7_AClockMovedByMoreThanTheMarginLeavesTheDutyOpenAndShowsBothLengths) {
  const LineRef stay = arrive("苏锡货1098");
  log().after(110min).step_wall(30min);
  depart(stay);
  figure();
  EXPECT_EQ(verdict(stay, "outcome"), "insufficient_data");
  EXPECT_EQ(verdict(stay, "duty"), "under_review");
  EXPECT_NE(verdict(stay, "facts").find("departed_latest"), std::string::npos);
  const LineRef surely = arrive("苏锡货1098");
  log().after(5h).step_wall(30min);
  depart(surely);
  figure();
  EXPECT_EQ(verdict(surely, "outcome"), "not_connected") << "either length passes the threshold";
}

TEST_F(MeterFaults, C9_AStayOfAClockAheadOfItsReceiptIsInNoRate) {
  const LineRef stay = arrive("苏锡货1098");
  log().after(5h);
  depart(stay);
  world.send(*quay, 1000, BerthLog::kMorning + 3h);
  world.derive();
  EXPECT_EQ(verdict(stay, "outcome"), "insufficient_data");
  EXPECT_EQ(verdict(stay, "duty"), "under_review");
}

TEST_F(MeterFaults, C9_ADeclaredDemonstrationClockIsMeantToRunAhead) {
  log().on_clock(domain::ClockSync::shortened);
  const LineRef stay = arrive("苏锡货1098");
  log().after(5h);
  depart(stay);
  world.send(*quay, 1000, BerthLog::kMorning + 3h);
  world.derive();
  EXPECT_NE(verdict(stay, "outcome"), "insufficient_data");
}

TEST_F(MeterFaults, S7_TheServersClockSetBackAnHourTurnsNoTimeOfReceiptBackAndIsSaid) {
  arrive("苏锡货1098");
  world.send(*quay, 1000, BerthLog::kMorning + 2h);
  log().after(5min);
  const LineRef stay = arrive("苏锡货2000");
  log().after(5h);
  depart(stay);
  world.send(*quay, 1000, BerthLog::kMorning + 1h);
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM ledger_batches WHERE received_at < previous_contact_at"), "0");
  EXPECT_EQ(world.value("SELECT MAX(received_at) - MIN(received_at) FROM ledger_batches"), "0");
  EXPECT_EQ(world.value("SELECT CONCAT(kind, ' ', subject, ' ', occurrences) FROM alarms"),
            "server_clock_back server 1");
  world.derive();
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM ledger_heads WHERE last_seq = 4"), "1") << "positions know no clock";
}

TEST_F(MeterFaults, S7_ADriftOfSecondsIsNoAlarm) {
  arrive("苏锡货1098");
  world.send(*quay, 1000, BerthLog::kMorning + 30s);
  log().after(1s);
  arrive("苏锡货2000");
  world.send(*quay, 1000, BerthLog::kMorning + 1s);
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM alarms"), "0");
}

}  // namespace
}  // namespace quaywatt::test
