// What a run of lines changes in the derived rows, without a database.

#include "server/usecases/derive_lines.h"

#include <gtest/gtest.h>

#include "tests/support/berth_log.h"

namespace quaywatt::server {
namespace {

using namespace std::chrono_literals;
using domain::LineRef;
using test::register_at;
using Cause = domain::Reading::Cause;

class DeriveLines : public testing::Test {
 protected:
  DerivedLines derive() {
    domain::BerthJournal journal;
    return derive_lines(journal, log.lines());
  }
  LineRef arrive() {
    return log.after(1min).add(domain::StayRegistered{"B1", test::vessel_named("A"), log.now(), {}, "", {}});
  }
  LineRef start(LineRef stay) {
    return log.after(1min).add(domain::SupplyStarted{stay, "P1", "M1", {}, std::nullopt, register_at(100)});
  }
  std::vector<Cause> causes(const DerivedLines& derived) {
    std::vector<Cause> all;
    for (const auto& reading : derived.readings) all.push_back(reading.cause);
    return all;
  }
  test::BerthLog log;
};

TEST_F(DeriveLines, NamesWhatChangedAndTheStaysToJudge) {
  const LineRef stay = arrive();
  const LineRef other = arrive();
  const LineRef session = start(stay);
  const LineRef declared = log.add(domain::Declared{other, {}, "10", "", log.now(), {}, "", {}});
  const auto derived = derive();
  EXPECT_EQ(derived.changed.stays, (std::set{stay, other}));
  EXPECT_EQ(derived.changed.sessions, std::set{session});
  EXPECT_EQ(derived.declared, std::set{declared});
  EXPECT_EQ(derived.to_judge, (std::set{stay, other}));
}

TEST_F(DeriveLines, TakesAReadingFromEveryEdgeOfASession) {
  const LineRef session = start(arrive());
  domain::MeterExchanged exchange;
  exchange.supply_point = "P1";
  exchange.old_meter = "M1";
  exchange.old_final = register_at(200);
  exchange.new_meter = "M2";
  exchange.new_first = register_at(0);
  exchange.second_actor = test::kForeman;
  const LineRef exchanged = log.add(exchange);
  log.add(domain::SupplyResumed{session, register_at(50)}, test::kDevice);
  log.add(domain::SupplyStopped{session, {}, register_at(90)});
  const auto derived = derive();
  EXPECT_EQ(causes(derived), (std::vector{Cause::session_start, Cause::exchange, Cause::exchange, Cause::resumed,
                                          Cause::session_end}));
  EXPECT_EQ(derived.readings[1].meter, "M1");
  EXPECT_EQ(derived.readings[1].part, 0);
  EXPECT_EQ(derived.readings[2].meter, "M2");
  EXPECT_EQ(derived.readings[2].part, 1);
  EXPECT_EQ(derived.readings[2].line, exchanged);
  EXPECT_EQ(derived.readings[3].meter, "M2") << "the meter in service then";
  for (const auto& reading : derived.readings) EXPECT_EQ(reading.session, session);
}

TEST_F(DeriveLines, TakesNoReadingOfADeadRegisterNorOfAStopByTheDevice) {
  const LineRef session = start(arrive());
  domain::MeterExchanged exchange;
  exchange.supply_point = "P1";
  exchange.old_meter = "M1";
  exchange.new_meter = "M2";
  exchange.new_first = register_at(0);
  exchange.second_actor = test::kForeman;
  log.add(exchange);
  log.add(domain::SupplyStopped{session, domain::SupplyStopped::Reason::power_cut, register_at(0)}, test::kDevice);
  EXPECT_EQ(causes(derive()), (std::vector{Cause::session_start, Cause::exchange}));
}

TEST_F(DeriveLines, ATestReadingAtAFaultBelongsToTheSessionThatRunsThere) {
  const LineRef session = start(arrive());
  const LineRef fault = log.add(domain::FaultOpened{"P1", "", "", log.now()});
  const LineRef elsewhere = log.add(domain::FaultOpened{"P2", "", "", log.now()});
  log.add(domain::FaultClosed{fault, log.now(), "", register_at(150)});
  log.add(domain::FaultClosed{elsewhere, log.now(), "", register_at(9)});
  const auto derived = derive();
  EXPECT_EQ(causes(derived), (std::vector{Cause::session_start, Cause::fault_test}));
  EXPECT_EQ(derived.readings[1].session, session);
}

TEST_F(DeriveLines, A10_ARefusedLineLeavesItsReasonAndNothingElse) {
  const LineRef stay = arrive();
  start(stay);
  const LineRef again = start(stay);
  const auto derived = derive();
  EXPECT_EQ(derived.set_aside, (std::vector{std::pair{again, domain::LineRefusal::supply_point_taken}}));
  EXPECT_EQ(derived.readings.size(), 1u);
  EXPECT_EQ(derived.changed.sessions.size(), 1u);
}

}  // namespace
}  // namespace quaywatt::server
