// From ledger lines in a real database to the energy of a session: the meter's faults M1 to M4, M10, M12, M16, M17.

#include "tests/integration/figures_fixture.h"

namespace quaywatt::test {
namespace {

class FiguresEnergy : public FiguresTest {
 protected:
  std::string energy(const LineRef& session) { return of_session(session, "energy_wh"); }
  std::string notes(const LineRef& session) { return of_session(session, "energy_notes"); }
};

TEST_F(FiguresEnergy, IsTheRegistersDifferenceWithItsUncertainty) {
  const LineRef stay = arrive("苏锡货1098");
  const LineRef session = start(stay, 12'300);
  log().after(10min);
  read(session, 14'000);
  log().after(20min);
  stop(session, 18'010);
  figure();
  EXPECT_EQ(energy(session), "5710");
  EXPECT_EQ(of_session(session, "uncertainty_wh"), "20");
  EXPECT_EQ(of_session(session, "connected_ms"), "1800000");
  EXPECT_EQ(notes(session), "gap");
}

TEST_F(FiguresEnergy, M1_RolloverIsCountedByTheRegistersDigits) {
  const LineRef session = start(arrive("苏锡货1098"), 999'999'500);
  log().after(10min);
  stop(session, 700);
  figure();
  EXPECT_EQ(energy(session), "1200");
  EXPECT_EQ(notes(session), "rollover");
}

TEST_F(FiguresEnergy, M1_ARolloverOfAMeterNobodyRegisteredIsNotGuessed) {
  const LineRef stay = arrive("苏锡货1098");
  const LineRef session =
      log().add(domain::SupplyStarted{stay, "P1", "M77", {}, std::nullopt, register_at(999'999'500)});
  log().after(10min);
  stop(session, 700);
  figure();
  EXPECT_EQ(energy(session), "0");
  EXPECT_EQ(notes(session), "reset");
}

TEST_F(FiguresEnergy, M2_ARecordedExchangeIsSummedAndAnUnrecordedOneIsNot) {
  const LineRef session = start(arrive("苏锡货1098"), 500'000);
  log().after(10min);
  domain::MeterExchanged exchange;
  exchange.supply_point = "P1";
  exchange.old_meter = "M1";
  exchange.old_final = register_at(501'000);
  exchange.new_meter = "M2";
  exchange.new_first = register_at(999'999'990);
  exchange.digits = 6;
  exchange.second_actor = kForeman;
  log().add(exchange);
  log().after(10min);
  read(session, 990, "M2");
  log().after(10min);
  read(session, 300'000, "M2");  // another register under the same name: nobody recorded that
  log().after(10min);
  stop(session, 301'500);
  figure();
  EXPECT_EQ(energy(session), "3500") << "1000 old + 1000 over the new one's end + 1500 after the jump";
  EXPECT_EQ(notes(session), "rollover,meter_exchanged,implausible_step");
  EXPECT_EQ(of_session(session, "meter"), "M2");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM meter_exchanges WHERE session_seq IS NOT NULL"), "1");
}

TEST_F(FiguresEnergy, M3_AResetCountsBeforeAndAfterAndAsksForAReview) {
  const LineRef session = start(arrive("苏锡货1098"), 500'000);
  log().after(10min);
  read(session, 502'000);
  log().after(10min);
  read(session, 30);
  log().after(10min);
  stop(session, 1'530);
  figure();
  EXPECT_EQ(energy(session), "3500");
  EXPECT_EQ(notes(session), "reset");
}

TEST_F(FiguresEnergy, M4_JitterKeepsTheRegistersDifferenceAndTheRawReading) {
  const LineRef session = start(arrive("苏锡货1098"), 5'000);
  log().after(5min);
  read(session, 6'000);
  log().after(1min);
  const LineRef back = read(session, 5'990);
  log().after(5min);
  stop(session, 7'000);
  figure();
  EXPECT_EQ(energy(session), "2000");
  EXPECT_EQ(notes(session), "small_step_back");
  EXPECT_EQ(world.value("SELECT energy_wh FROM meter_readings r WHERE " + is("r", "jy-1", back)), "5990");
}

TEST_F(FiguresEnergy, M10_AMeterSilentAtTheStopLeavesTheLastGoodReading) {
  const LineRef stay = arrive("苏锡货1098");
  const LineRef session = start(stay, 5'000);
  log().after(10min);
  read(session, 7'000);
  log().add(domain::MeterSilent{"M1", "P1", "timeout"}, kDevice);
  log().after(20min);
  stop(session, std::nullopt);
  figure();
  EXPECT_EQ(energy(session), "2000");
  EXPECT_EQ(notes(session), "no_end_reading");
  EXPECT_EQ(of_session(session, "connected_ms"), "1800000") << "the operator unplugged it then";
}

TEST_F(FiguresEnergy, ASessionEndedByTheDeviceAfterAPowerCutEndedAtItsLastReading) {
  const LineRef stay = arrive("苏锡货1098");
  const LineRef session = start(stay, 5'000);
  log().after(10min);
  read(session, 7'000);
  log().reboot("00000000000000b2").step_wall(3h).after(1min);
  domain::SupplyStopped cut{session, domain::SupplyStopped::Reason::power_cut, register_at(7'000)};
  log().add(cut, kDevice);
  figure();
  EXPECT_EQ(energy(session), "2000");
  EXPECT_EQ(of_session(session, "connected_ms"), "600000");
}

TEST_F(FiguresEnergy, A5_AfterALostLedgerTheOldSessionEndsAtItsLastReadingAndANewOneStarts) {
  const LineRef stay = arrive("苏锡货1098");
  const LineRef lost = start(stay, 5'000);
  log().after(10min);
  read(lost, 7'000);
  world.send(*quay);
  log().after(5h).open_epoch(2).reboot("00000000000000b2");
  log().add(domain::EpochOpened{.previous = domain::EpochOpened::Previous{{1, 4}, quay->head},
                                .reason = domain::EpochOpened::Reason::ledger_lost,
                                .program_version = "test"},
            kDevice);
  const LineRef other = arrive("苏锡货2000");
  const LineRef next = start(other, 9'000);
  log().after(10min);
  stop(next, 10'000);
  figure();
  EXPECT_EQ(energy(lost), "2000") << "what was drawn since is nobody's";
  EXPECT_EQ(notes(lost), "no_end_reading");
  EXPECT_EQ(of_session(lost, "connected_ms"), "600000");
  EXPECT_EQ(energy(next), "1000");
}

TEST_F(FiguresEnergy, M7_AReadingThatNamesNoRunningSessionIsNobodysEnergy) {
  const LineRef session = start(arrive("苏锡货1098"), 5'000);
  log().after(10min);
  stop(session, 6'000);
  log().after(10min);
  const LineRef late = read(session, 9'000);
  const LineRef unknown = read({1, 1}, 9'100);
  figure();
  EXPECT_EQ(energy(session), "1000");
  for (const LineRef& line : {late, unknown}) {
    EXPECT_EQ(world.value("SELECT session_seq FROM meter_readings r WHERE " + is("r", "jy-1", line)), "NULL");
  }
}

TEST_F(FiguresEnergy, M16_TheMetersOwnFigureStaysBesideTheWattHours) {
  const LineRef session = start(arrive("苏锡货1098"), 12'300);
  figure();
  EXPECT_EQ(world.value("SELECT energy_text FROM meter_readings r WHERE " + is("r", "jy-1", session)), "12.30");
  EXPECT_EQ(world.value("SELECT energy_wh FROM meter_readings r WHERE " + is("r", "jy-1", session)), "12300");
}

TEST_F(FiguresEnergy, M17_ThousandsOfReadingsAddUpToTheWattHourAndSplitAtMidnight) {
  const LineRef session = start(arrive("苏锡货1098"), 0);
  std::int64_t value = 0;
  for (int i = 0; i < 2'000; ++i) {  // 08:00 to 17:20 of the next day, a reading a minute
    log().after(1min);
    value += 10 * (i % 21);
    read(session, value);
  }
  world.send(*quay, 300);
  world.derive();
  EXPECT_EQ(energy(session), std::to_string(value));
  EXPECT_EQ(world.value("SELECT SUM(energy_wh) FROM session_days"), std::to_string(value));
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM session_days"), "2");
  const std::int64_t by_midnight = std::stoll(world.value(
      "SELECT energy_wh FROM meter_readings WHERE sampled_at = 1725984000000"));  // 00:00 on 11 September in Shanghai
  EXPECT_EQ(world.value("SELECT energy_wh FROM session_days WHERE day = '2024-09-10'"), std::to_string(by_midnight));
}

}  // namespace
}  // namespace quaywatt::test
