// From ledger lines and registers to verdicts, in a real database.

#include "tests/integration/figures_fixture.h"

namespace quaywatt::test {
namespace {

using Category = domain::Declared::Category;

class FiguresVerdict : public FiguresTest {
 protected:
  std::string outcome(const LineRef& stay) { return verdict(stay, "outcome"); }
};

TEST_F(FiguresVerdict, TellsTheFiveOutcomesOfADayApart) {
  const LineRef compliant = supplied_stay("苏锡货1098", 5h, 10'000, 20'000);
  const LineRef not_connected = arrive("苏锡货2000");
  log().after(4h);
  depart(not_connected);
  const LineRef alternative = arrive("苏锡货1098");
  log().after(5min);
  confirm(declare(alternative, Category::alternative, "09", "onboard_battery", log().now() - 5min));
  log().after(4h);
  depart(alternative);
  const LineRef excused = arrive("苏锡货2000");
  log().after(5min);
  confirm(declare(excused, Category::impediment, "05", "terminal_fault", log().now() - 5min));
  log().after(4h);
  depart(excused);
  const LineRef below = arrive("苏锡货1098");
  log().after(90min);
  depart(below);
  for (int line = 0; line < 3; ++line) world.send(*quay, 7);
  world.derive();
  EXPECT_EQ(outcome(compliant), "compliant");
  EXPECT_EQ(verdict(compliant, "energy_counted_wh"), "20000");
  EXPECT_EQ(outcome(not_connected), "not_connected");
  EXPECT_EQ(verdict(not_connected, "responsible"), "vessel");
  EXPECT_EQ(outcome(alternative), "alternative");
  EXPECT_EQ(outcome(excused), "excused");
  EXPECT_EQ(outcome(below), "below_threshold");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM stays WHERE matched_by = 'name'"), "5");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM stays_to_judge"), "0");
}

TEST_F(FiguresVerdict, C6_TheThresholdIsJudgedToTheMillisecond) {
  const auto stay_of = [&](Millis length) {
    const LineRef stay = arrive("苏锡货1098");
    log().after(length);
    depart(stay);
    log().after(1min);
    return stay;
  };
  const LineRef under = stay_of(2h - 1ms);
  const LineRef exactly = stay_of(2h);
  const LineRef over = stay_of(2h + 1ms);
  figure();
  EXPECT_EQ(outcome(under), "below_threshold");
  EXPECT_EQ(verdict(under, "city_kpi_literal_used"), "NULL");
  EXPECT_EQ(outcome(exactly), "below_threshold");
  EXPECT_EQ(verdict(exactly, "city_kpi_literal_used"), "0") << "the target counts two hours or longer";
  EXPECT_EQ(outcome(over), "not_connected");
}

TEST_F(FiguresVerdict, O1_ASecondStartIsOneSession) {
  const LineRef stay = arrive("苏锡货1098");
  start(stay, 10'000);
  const LineRef again = start(stay, 10'000);
  figure();
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM sessions"), "1");
  EXPECT_EQ(set_aside(again), "supply_point_taken");
}

TEST_F(FiguresVerdict, A10_APoisonLineIsSetAsideAndTheRestGoesOn) {
  const LineRef first = supplied_stay("苏锡货1098", 4h, 10'000, 20'000);
  const LineRef poison = log().add(domain::ShiftChanged{kForeman, ""});
  quay->poison[log().lines().size() - 1] =
      R"({"v":1,"epoch":1,"seq":)" + std::to_string(poison.seq) + R"(,"kind":"supply_stoped"})";
  const LineRef nonsense = log().add(domain::SupplyStopped{{1, 1}, {}, std::nullopt});
  const LineRef foreign = log().add(domain::StayRegistered{"WX-9", vessel_named("苏锡货2000"), log().now(), {}, "", {}});
  const LineRef second = supplied_stay("苏锡货2000", 4h, 30'000, 20'000);
  figure();
  EXPECT_EQ(outcome(first), "compliant");
  EXPECT_EQ(outcome(second), "compliant");
  EXPECT_EQ(set_aside(nonsense), "unknown_reference");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM set_aside_lines s WHERE " + is("s", "jy-1", poison)), "1");
  EXPECT_EQ(of_stay(foreign, "COUNT(*)"), "0") << "an agent speaks for its own berth (fault X3)";
}

TEST_F(FiguresVerdict, O5_ADeclarationAfterTheDepartureIsKeptAndCountsForNothing) {
  const LineRef stay = arrive("苏锡货1098");
  log().after(4h);
  depart(stay);
  log().after(10min);
  confirm(declare(stay, Category::impediment, "05", "terminal_fault", BerthLog::kMorning));
  figure();
  EXPECT_EQ(outcome(stay), "not_connected");
  EXPECT_EQ(verdict(stay, "findings"), "evidence_missing");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM declarations"), "1");
}

TEST_F(FiguresVerdict, ADeclarationDeliveredAfterHoursOfflineWasRecordedAtTheTime) {
  world.send(*quay);
  const LineRef stay = arrive("苏锡货1098");
  confirm(declare(stay, Category::impediment, "05", "terminal_fault", log().now()));
  log().after(4h);
  depart(stay);
  world.send(*quay, 2, log().now() + 9h);  // two batches, the first contact since the morning
  world.derive();
  EXPECT_EQ(outcome(stay), "excused");
}

TEST_F(FiguresVerdict, ALineHeldBackWhileTheAgentWasInContactWasNot) {
  world.send(*quay);
  const LineRef stay = arrive("苏锡货1098");
  confirm(declare(stay, Category::impediment, "05", "terminal_fault", log().now()));
  world.contact(*quay, log().now() + 1min);  // nothing to send, it said
  log().after(4h);
  depart(stay);
  world.send(*quay, 1000, log().now() + 1min);
  world.derive();
  EXPECT_EQ(outcome(stay), "not_connected");
  EXPECT_EQ(verdict(stay, "findings"), "evidence_missing");
}

TEST_F(FiguresVerdict, AnUnconfirmedImpedimentIsUnderReviewUntilTheConfirmationComes) {
  const LineRef stay = arrive("苏锡货1098");
  const LineRef declared = declare(stay, Category::impediment, "05", "terminal_fault", log().now());
  log().after(4h);
  depart(stay);
  figure();
  EXPECT_EQ(outcome(stay), "needs_review");
  confirm(declared);
  figure();
  EXPECT_EQ(outcome(stay), "excused");
  EXPECT_EQ(verdict(stay, "version"), "2") << "the first verdict is kept";
  EXPECT_EQ(world.value("SELECT outcome FROM assessments WHERE version = 1"), "needs_review");
}

TEST_F(FiguresVerdict, AnOpenStayIsJudgedAsTimePassesAndOnlyAChangeIsARow) {
  const LineRef stay = arrive("苏锡货1098");
  for (int hour = 0; hour < 5; ++hour) {
    log().after(1h);
    log().add(domain::ShiftChanged{kForeman, ""});
    figure();
    EXPECT_EQ(verdict(stay, "provisional"), "1");
    EXPECT_EQ(outcome(stay), hour < 2 ? "below_threshold" : "not_connected") << hour;
  }
  // The third hour's end is two hours and the opening line's minute of nothing: over the threshold from then on.
  EXPECT_EQ(verdict(stay, "version"), "3") << "not yet two hours, in the city's target, over two hours";
  depart(stay);
  figure();
  EXPECT_EQ(verdict(stay, "provisional"), "0");
  EXPECT_EQ(verdict(stay, "version"), "4");
}

TEST_F(FiguresVerdict, O2_ACorrectedVesselIsJudgedAgainAndTheOldVerdictKept) {
  const LineRef stay = arrive("没登记过的船");
  log().after(4h);
  depart(stay);
  figure();
  EXPECT_EQ(outcome(stay), "no_receiving_facility");
  EXPECT_EQ(of_stay(stay, "matched_by"), "none");
  log().add(domain::Corrected{stay, domain::Corrected::Field::vessel, vessel_named("苏锡货 1098"), {}, "选错船", kForeman});
  figure();
  EXPECT_EQ(outcome(stay), "not_connected");
  EXPECT_EQ(of_stay(stay, "vessel_identity"), "CN20120004711");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM assessments"), "2");
}

TEST_F(FiguresVerdict, AVesselOutsideARaftWhoseOrderNobodyRecordedIsNotAccused) {
  const LineRef inner = arrive("苏锡货1098");
  const LineRef outer = arrive("苏锡货2000");
  log().after(4h);
  depart(inner);
  depart(outer);
  figure();
  EXPECT_EQ(outcome(inner), "insufficient_data");
  EXPECT_EQ(outcome(outer), "insufficient_data");
}

TEST_F(FiguresVerdict, V7_ANeighbourThatComesLaterChangesTheVerdictOfTheFirst) {
  const LineRef first = arrive("苏锡货1098");
  log().after(3h);
  figure();
  EXPECT_EQ(outcome(first), "below_threshold");  // as of its own line
  const LineRef second = arrive("苏锡货2000", 2);
  log().after(1h);
  depart(second);
  depart(first);
  figure();
  EXPECT_EQ(outcome(first), "insufficient_data");
}

TEST_F(FiguresVerdict, ASupplyPointThatFedAnotherVesselAllTheTimeWasTaken) {
  const LineRef fed = arrive("苏锡货1098", 1);
  const LineRef session = start(fed, 10'000);
  log().after(1min);
  const LineRef waiting = arrive("苏锡货2000", 1);
  log().after(4h);
  depart(waiting);
  stop(session, 20'000);
  depart(fed);
  figure();
  EXPECT_EQ(outcome(waiting), "no_supply");
  EXPECT_EQ(verdict(waiting, "findings"), "supply_occupied");
  EXPECT_EQ(verdict(waiting, "responsible"), "terminal");
}

TEST_F(FiguresVerdict, ABerthNobodyRegisteredIsNotJudgedUntilItIs) {
  Cabinet& other = world.cabinet("jy-2", "JY-2");
  const LineRef stay =
      other.log.add(domain::StayRegistered{"JY-2", vessel_named("苏锡货1098"), other.log.now(), {}, "", {}});
  other.log.after(4h).add(domain::StayEnded{stay, other.log.now(), {}});
  world.send(other);
  world.derive();
  EXPECT_EQ(world.value("SELECT not_judged FROM stays WHERE agent = 'jy-2'"), "berth_not_registered");
  auto registers = two_berths();
  registers.berths.front().id = "JY-2";
  EXPECT_TRUE(world.registers().load(registers, "second", BerthLog::kMorning).changed);
  world.derive();
  EXPECT_EQ(world.value("SELECT not_judged FROM stays WHERE agent = 'jy-2'"), "NULL");
  EXPECT_EQ(world.value("SELECT outcome FROM assessments WHERE agent = 'jy-2'"), "no_supply");
}

TEST_F(FiguresVerdict, ARegisterLoadJudgesEveryStayAgain) {
  const LineRef stay = arrive("苏锡货1098");
  log().after(4h);
  depart(stay);
  figure();
  auto registers = two_berths();
  registers.vessels.front().facts.type = domain::VesselType::oil_tanker;
  EXPECT_TRUE(world.registers().load(registers, "second", BerthLog::kMorning).changed);
  EXPECT_FALSE(world.registers().load(registers, "second", BerthLog::kMorning).changed);
  world.derive();
  EXPECT_EQ(outcome(stay), "exempt_liquid_cargo");
  EXPECT_EQ(of_stay(stay, "judged_vessel_type"), "oil_tanker");
}

TEST_F(FiguresVerdict, ARegisterFileWithABrokenReferenceLoadsNothing) {
  auto registers = two_berths();
  registers.ports.push_back({"new-port", "新港"});
  registers.berths.back().port = "nowhere";
  registers.meters.push_back({"JY-1", "M9", "P9"});
  const auto load = world.registers().load(registers, "second", BerthLog::kMorning);
  EXPECT_FALSE(load.changed);
  ASSERT_EQ(load.defects.size(), 2u);
  EXPECT_EQ(load.defects[0].pointer, "/berths/1/port");
  EXPECT_EQ(load.defects[1].pointer, "/meters/1/supply_point");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM ports WHERE id = 'new-port'"), "0");
}

}  // namespace
}  // namespace quaywatt::test
