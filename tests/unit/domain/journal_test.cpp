// The berth journal line by line: what every kind changes, and every reason a line is set aside for.

#include "domain/berth/journal.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/berth_log.h"

namespace quaywatt::domain {
namespace {

using test::kForeman;
using test::kOperator;
using test::kSkipper;
using test::register_at;
using namespace std::chrono_literals;

/// A quay with a journal: tells lines one after the other and keeps what the last one did.
class BerthJournalTest : public testing::Test {
 protected:
  LineRef tell(LineBody body, Actor actor = kOperator) {
    const LineRef ref = log.after(1min).add(std::move(body), std::move(actor));
    const BerthJournal before = journal;
    const auto effect = apply(journal, log.last());
    refusal.reset();
    touched = {};
    if (const auto* refused = std::get_if<LineRefusal>(&effect)) {
      refusal = *refused;
      EXPECT_EQ(journal, before) << "a refused line must change nothing";
    } else {
      touched = std::get<Touched>(effect);
    }
    return ref;
  }

  LineRef stay_here() { return tell(StayRegistered{"B1", test::vessel_named("苏锡货1098"), log.now(), {}, "unload", 1}); }
  LineRef start(LineRef stay, std::string point = "P1") {
    return tell(SupplyStarted{stay, std::move(point), "M1", {}, std::nullopt, register_at(12'300)});
  }
  LineRef checklist(LineRef stay, bool passed, std::string point = "P1") {
    ChecklistCompleted line;
    line.stay = stay;
    line.supply_point = std::move(point);
    line.passed = passed;
    line.vessel = {380, 50, 3, 63};
    line.supply = {380, 50, 3, 125};
    line.proposed_reason = passed ? "" : "02";
    return tell(line);
  }
  LineRef declare(LineRef stay, std::optional<Instant> to = std::nullopt) {
    return tell(Declared{stay, Declared::Category::impediment, "05", "terminal_fault", log.now(), to, "跳闸", {}});
  }
  LineRef fault(std::string point = "P1") {
    return tell(FaultOpened{std::move(point), "socket", "no voltage", log.now()});
  }
  MeterExchanged exchange() {
    MeterExchanged line;
    line.supply_point = "P1";
    line.old_meter = "M1";
    line.old_final = register_at(15'000);
    line.new_meter = "M2";
    line.new_first = register_at(0);
    line.second_actor = kForeman;
    return line;
  }

  test::BerthLog log;
  BerthJournal journal;
  std::optional<LineRefusal> refusal;
  Touched touched;
};

TEST_F(BerthJournalTest, OpensAStayWithWhoWroteItAndWhen) {
  const LineRef ref = stay_here();
  const Stay& stay = journal.stays.at(ref);
  EXPECT_EQ(touched.stays, std::vector{ref});
  EXPECT_EQ(stay.id, ref);
  EXPECT_EQ(stay.berth, "B1");
  EXPECT_EQ(stay.vessel.name, "苏锡货1098");
  EXPECT_EQ(stay.purpose, "unload");
  EXPECT_EQ(stay.raft_position, 1);
  EXPECT_EQ(stay.arrived_at, test::BerthLog::kMorning);
  EXPECT_EQ(stay.registered.position, ref);
  EXPECT_EQ(stay.registered.at, log.now());
  EXPECT_EQ(stay.registered.mono, 61s);
  EXPECT_EQ(stay.registered.boot, "00000000000000b1");
  EXPECT_EQ(stay.registered.sync, ClockSync::synced);
  EXPECT_EQ(stay.registered.actor, kOperator);
  EXPECT_FALSE(stay.departed_at);
}

TEST_F(BerthJournalTest, EndsAStay) {
  const LineRef stay = stay_here();
  tell(StayEnded{stay, log.now(), {}});
  EXPECT_EQ(touched.stays, std::vector{stay});
  EXPECT_EQ(journal.stays.at(stay).departed_at, log.now() - 1min);
  EXPECT_EQ(journal.stays.at(stay).ended->at, log.now());
}

TEST_F(BerthJournalTest, RefusesToEndAStayTwice) {
  const LineRef stay = stay_here();
  tell(StayEnded{stay, log.now(), {}});
  tell(StayEnded{stay, log.now(), {}});
  EXPECT_EQ(refusal, LineRefusal::stay_over);
}

TEST_F(BerthJournalTest, RefusesToEndAStayThatIsBeingSupplied) {
  const LineRef stay = stay_here();
  const LineRef session = start(stay);
  tell(StayEnded{stay, log.now(), {}});
  EXPECT_EQ(refusal, LineRefusal::stay_has_running_session);
  tell(SupplyStopped{session, {}, register_at(12'400)});
  tell(StayEnded{stay, log.now(), {}});
  EXPECT_EQ(refusal, std::nullopt);
}

TEST_F(BerthJournalTest, RefusesADepartureBeforeTheArrivalButTakesOneAtTheSameInstant) {
  const LineRef stay = stay_here();
  const Instant arrived = journal.stays.at(stay).arrived_at;
  tell(StayEnded{stay, arrived - 1ms, {}});
  EXPECT_EQ(refusal, LineRefusal::departure_before_arrival);
  tell(StayEnded{stay, arrived, {}});
  EXPECT_EQ(refusal, std::nullopt);
}

TEST_F(BerthJournalTest, RefusesLinesThatNameWhatNobodyOpened) {
  const LineRef nowhere{7, 7};
  const LineRef stay = stay_here();
  const std::vector<LineBody> lines = {
      StayEnded{nowhere, log.now(), {}},
      ChecklistCompleted{nowhere, "P1", {}, true, {}, {}, {}, ""},
      SupplyStarted{nowhere, "P1", "M1", {}, std::nullopt, register_at(0)},
      SupplyStarted{stay, "P1", "M1", {}, nowhere, register_at(0)},
      SupplyResumed{nowhere, register_at(0)},
      SupplyStopped{nowhere, {}, std::nullopt},
      Declared{nowhere, {}, "10", "", log.now(), {}, "", {}},
      DeclarationEnded{nowhere, log.now()},
      Confirmed{nowhere, true, ""},
      FaultClosed{nowhere, log.now(), "", register_at(0)},
      Corrected{nowhere, Corrected::Field::arrived_at, {}, log.now(), "", kForeman}};
  for (const auto& body : lines) {
    tell(body);
    EXPECT_EQ(refusal, LineRefusal::unknown_reference) << "alternative " << body.index();
  }
}

TEST_F(BerthJournalTest, CorrectsVesselArrivalAndDeparture) {
  const LineRef stay = stay_here();
  const Instant arrived = journal.stays.at(stay).arrived_at;
  tell(StayEnded{stay, log.now(), {}});
  const LineRef first =
      tell(Corrected{stay, Corrected::Field::vessel, test::vessel_named("苏锡货1099"), {}, "选错船", kForeman});
  const LineRef second = tell(Corrected{stay, Corrected::Field::arrived_at, {}, arrived - 1h, "看录像", kForeman});
  const LineRef third = tell(Corrected{stay, Corrected::Field::departed_at, {}, arrived + 3h, "看录像", kForeman});
  EXPECT_EQ(refusal, std::nullopt);
  const Stay& corrected = journal.stays.at(stay);
  EXPECT_EQ(corrected.vessel.name, "苏锡货1099");
  EXPECT_EQ(corrected.arrived_at, arrived - 1h);
  EXPECT_EQ(corrected.departed_at, arrived + 3h);
  EXPECT_EQ(corrected.corrections, (std::vector{first, second, third}));
}

TEST_F(BerthJournalTest, RefusesCorrectionsThatContradict) {
  const LineRef stay = stay_here();
  const Instant arrived = journal.stays.at(stay).arrived_at;
  tell(Corrected{stay, Corrected::Field::departed_at, {}, arrived + 1h, "", kForeman});
  EXPECT_EQ(refusal, LineRefusal::stay_not_over);
  tell(Corrected{stay, Corrected::Field::arrived_at, {}, arrived + 5h, "", kForeman});
  EXPECT_EQ(refusal, std::nullopt) << "an open stay has no departure to contradict";
  tell(Corrected{stay, Corrected::Field::arrived_at, {}, arrived, "", kForeman});
  tell(StayEnded{stay, arrived + 2h, {}});
  tell(Corrected{stay, Corrected::Field::arrived_at, {}, arrived + 2h + 1ms, "", kForeman});
  EXPECT_EQ(refusal, LineRefusal::departure_before_arrival);
  tell(Corrected{stay, Corrected::Field::departed_at, {}, arrived - 1ms, "", kForeman});
  EXPECT_EQ(refusal, LineRefusal::departure_before_arrival);
  tell(Corrected{stay, Corrected::Field::vessel, test::vessel_named("x"), {}, "", kOperator});
  EXPECT_EQ(refusal, LineRefusal::one_person_act);
  tell(Corrected{stay, Corrected::Field::vessel, {}, log.now(), "", kForeman});
  EXPECT_EQ(refusal, LineRefusal::correction_incomplete);
  tell(Corrected{stay, Corrected::Field::arrived_at, test::vessel_named("x"), {}, "", kForeman});
  EXPECT_EQ(refusal, LineRefusal::correction_incomplete);
}

TEST_F(BerthJournalTest, KeepsAChecklistPassedOrNot) {
  const LineRef stay = stay_here();
  const LineRef ref = checklist(stay, false);
  EXPECT_EQ(touched.checklists, std::vector{ref});
  EXPECT_FALSE(journal.checklists.at(ref).passed);
  EXPECT_EQ(journal.checklists.at(ref).proposed_reason, "02");
  EXPECT_EQ(journal.checklists.at(ref).supply.current_a, 125);
  tell(StayEnded{stay, log.now(), {}});
  checklist(stay, true);
  EXPECT_EQ(refusal, LineRefusal::stay_over);
}

TEST_F(BerthJournalTest, StartsSupplyWithAPassedChecklistOrWithoutOne) {
  const LineRef stay = stay_here();
  const LineRef passed = checklist(stay, true);
  const LineRef session = tell(SupplyStarted{stay, "P1", "M1", {}, passed, register_at(12'300)});
  EXPECT_EQ(touched.sessions, std::vector{session});
  EXPECT_EQ(journal.sessions.at(session).stay, stay);
  EXPECT_EQ(journal.sessions.at(session).meter, "M1");
  EXPECT_EQ(journal.sessions.at(session).at_start.energy_forward.text, "12.30");
  EXPECT_EQ(journal.running_session_at("P1")->id, session);
  start(stay, "P2");
  EXPECT_EQ(refusal, std::nullopt) << "a card at a self-service point has no checklist";
}

TEST_F(BerthJournalTest, RefusesAStartOnAFailedOrForeignChecklist) {
  const LineRef stay = stay_here();
  const LineRef other = stay_here();
  const LineRef failed = checklist(stay, false);
  const LineRef elsewhere = checklist(stay, true, "P2");
  const LineRef of_other = checklist(other, true);
  tell(SupplyStarted{stay, "P1", "M1", {}, failed, register_at(0)});
  EXPECT_EQ(refusal, LineRefusal::checklist_not_passed);
  tell(SupplyStarted{stay, "P1", "M1", {}, elsewhere, register_at(0)});
  EXPECT_EQ(refusal, LineRefusal::unknown_reference);
  tell(SupplyStarted{stay, "P1", "M1", {}, of_other, register_at(0)});
  EXPECT_EQ(refusal, LineRefusal::unknown_reference);
}

TEST_F(BerthJournalTest, O1_ASecondStartAtTheSamePointIsSetAside) {
  const LineRef stay = stay_here();
  const LineRef session = start(stay);
  start(stay);
  EXPECT_EQ(refusal, LineRefusal::supply_point_taken);
  tell(SupplyStopped{session, {}, register_at(12'400)});
  start(stay);
  EXPECT_EQ(refusal, std::nullopt);
  EXPECT_EQ(journal.sessions.size(), 2u);
}

TEST_F(BerthJournalTest, RefusesAStartAfterTheStayOrOnAFaultyPoint) {
  const LineRef stay = stay_here();
  const LineRef broken = fault();
  start(stay);
  EXPECT_EQ(refusal, LineRefusal::supply_point_faulty);
  tell(FaultClosed{broken, log.now(), "fuse", register_at(12'300)});
  tell(StayEnded{stay, log.now(), {}});
  start(stay);
  EXPECT_EQ(refusal, LineRefusal::stay_over);
}

TEST_F(BerthJournalTest, ResumesAndStopsASessionOnceOnly) {
  const LineRef session = start(stay_here());
  const LineRef resumed = tell(SupplyResumed{session, register_at(12'350)});
  EXPECT_EQ(touched.sessions, std::vector{session});
  EXPECT_EQ(journal.sessions.at(session).resumptions, std::vector{resumed});
  tell(SupplyStopped{session, SupplyStopped::Reason::departure, register_at(12'400)});
  EXPECT_EQ(touched.sessions, std::vector{session});
  const Session& stopped = journal.sessions.at(session);
  EXPECT_EQ(stopped.stop_reason, SupplyStopped::Reason::departure);
  EXPECT_EQ(stopped.at_stop, register_at(12'400));
  EXPECT_EQ(stopped.stopped->at, log.now());
  EXPECT_EQ(journal.running_session_at("P1"), nullptr);
  tell(SupplyResumed{session, register_at(12'400)});
  EXPECT_EQ(refusal, LineRefusal::session_over);
  tell(SupplyStopped{session, {}, std::nullopt});
  EXPECT_EQ(refusal, LineRefusal::session_over);
}

TEST_F(BerthJournalTest, TakesADeclarationAlsoAfterTheStay) {
  const LineRef stay = stay_here();
  tell(StayEnded{stay, log.now(), {}});
  const LineRef ref = declare(stay);
  EXPECT_EQ(touched.declarations, std::vector{ref});
  EXPECT_EQ(journal.declarations.at(ref).cause, "terminal_fault");
  EXPECT_EQ(journal.declarations.at(ref).statement, "跳闸");
}

TEST_F(BerthJournalTest, EndsADeclarationOnceAndNotBeforeItsStart) {
  const LineRef stay = stay_here();
  declare(stay, log.now() - 1ms);
  EXPECT_EQ(refusal, LineRefusal::end_before_start);
  const LineRef ref = declare(stay);
  const Instant from = journal.declarations.at(ref).from;
  tell(DeclarationEnded{ref, from - 1ms});
  EXPECT_EQ(refusal, LineRefusal::end_before_start);
  tell(DeclarationEnded{ref, from});
  EXPECT_EQ(touched.declarations, std::vector{ref});
  EXPECT_EQ(journal.declarations.at(ref).to, from);
  tell(DeclarationEnded{ref, log.now()});
  EXPECT_EQ(refusal, LineRefusal::declaration_over);
}

TEST_F(BerthJournalTest, ConfirmationNeedsAnotherPerson) {
  const LineRef ref = declare(stay_here());
  tell(Confirmed{ref, true, ""}, kOperator);
  EXPECT_EQ(refusal, LineRefusal::confirmed_by_declarer);
  tell(Confirmed{ref, true, ""}, Actor{ActorRole::foreman, kOperator.id});
  EXPECT_EQ(refusal, LineRefusal::confirmed_by_declarer) << "the same staff number in another role is the same person";
  const LineRef refused = tell(Confirmed{ref, false, "未见跳闸"}, kForeman);
  const LineRef accepted = tell(Confirmed{ref, true, ""}, Actor{ActorRole::officer, "of-3"});
  EXPECT_EQ(touched.declarations, std::vector{ref});
  const auto& confirmations = journal.declarations.at(ref).confirmations;
  ASSERT_EQ(confirmations.size(), 2u);
  EXPECT_EQ(confirmations[0].id, refused);
  EXPECT_FALSE(confirmations[0].accepted);
  EXPECT_EQ(confirmations[1].id, accepted);
  EXPECT_TRUE(confirmations[1].accepted);
  EXPECT_EQ(confirmations[1].written.actor.id, "of-3");
}

TEST_F(BerthJournalTest, SamePersonLooksThroughRolesButNotThroughEmptyIds) {
  EXPECT_TRUE(same_person(kOperator, Actor{ActorRole::officer, "op-07"}));
  EXPECT_FALSE(same_person(kOperator, kForeman));
  EXPECT_TRUE(same_person(Actor{ActorRole::device, ""}, Actor{ActorRole::device, ""}));
  EXPECT_FALSE(same_person(Actor{ActorRole::skipper, ""}, Actor{ActorRole::device, ""}));
}

TEST_F(BerthJournalTest, OpensOneFaultAPointAndClosesItOnce) {
  const LineRef ref = fault();
  EXPECT_EQ(touched.faults, std::vector{ref});
  EXPECT_EQ(journal.open_fault_at("P1")->id, ref);
  fault();
  EXPECT_EQ(refusal, LineRefusal::fault_already_open);
  fault("P2");
  EXPECT_EQ(refusal, std::nullopt);
  tell(FaultClosed{ref, journal.faults.at(ref).from - 1ms, "fuse", register_at(0)});
  EXPECT_EQ(refusal, LineRefusal::end_before_start);
  tell(FaultClosed{ref, log.now(), "fuse", register_at(0)});
  EXPECT_EQ(journal.faults.at(ref).repair, "fuse");
  EXPECT_EQ(journal.open_fault_at("P1"), nullptr);
  tell(FaultClosed{ref, log.now(), "fuse", register_at(0)});
  EXPECT_EQ(refusal, LineRefusal::fault_over);
}

TEST_F(BerthJournalTest, M2_ARecordedExchangeJoinsTheRunningSession) {
  const LineRef session = start(stay_here());
  const LineRef ref = tell(exchange());
  EXPECT_EQ(touched.exchanges, std::vector{ref});
  EXPECT_EQ(touched.sessions, std::vector{session});
  EXPECT_EQ(journal.exchanges.at(ref).session, session);
  EXPECT_EQ(journal.exchanges.at(ref).what.old_final, register_at(15'000));
  EXPECT_EQ(journal.sessions.at(session).meter, "M2");
  EXPECT_EQ(journal.sessions.at(session).exchanges, std::vector{ref});
}

TEST_F(BerthJournalTest, AnExchangeAtAnIdlePointBelongsToNoSession) {
  const LineRef elsewhere = start(stay_here(), "P2");
  const LineRef ref = tell(exchange());
  EXPECT_EQ(journal.exchanges.at(ref).session, std::nullopt);
  EXPECT_TRUE(touched.sessions.empty());
  EXPECT_EQ(journal.sessions.at(elsewhere).meter, "M1");
}

TEST_F(BerthJournalTest, AnExchangeNeedsTwoPeople) {
  MeterExchanged line = exchange();
  line.second_actor = kOperator;
  tell(line);
  EXPECT_EQ(refusal, LineRefusal::one_person_act);
}

TEST_F(BerthJournalTest, A5_ASessionThatTheAgentHasLostLapsesAtTheServerOnly) {
  const LineRef stay = stay_here();
  const LineRef lost = start(stay);
  log.open_epoch(2).add(EpochOpened{});
  const LineRef again = log.after(1min).add(StayRegistered{"B1", test::vessel_named("B"), log.now(), {}, "", {}});
  apply(journal, log.last());
  const LineRef next = log.add(SupplyStarted{again, "P1", "M1", {}, std::nullopt, register_at(20'000)});
  BerthJournal at_agent = journal;
  EXPECT_EQ(std::get<LineRefusal>(apply(at_agent, log.last())), LineRefusal::supply_point_taken);
  const auto effect = std::get<Touched>(apply(journal, log.last(), Folder::server));
  EXPECT_EQ(effect.sessions, (std::vector{next, lost}));
  EXPECT_EQ(journal.sessions.at(lost).stopped->position, next);
  EXPECT_FALSE(journal.sessions.at(lost).at_stop);
  EXPECT_EQ(journal.running_session_at("P1")->id, next);
}

TEST_F(BerthJournalTest, A5_AStayEndsThoughTheAgentHasLostItsSession) {
  const LineRef stay = stay_here();
  const LineRef lost = start(stay);
  log.open_epoch(2).add(StayEnded{stay, log.now(), {}});
  BerthJournal at_agent = journal;
  EXPECT_EQ(std::get<LineRefusal>(apply(at_agent, log.last())), LineRefusal::stay_has_running_session);
  const auto effect = std::get<Touched>(apply(journal, log.last(), Folder::server));
  EXPECT_EQ(effect.sessions, std::vector{lost});
  EXPECT_TRUE(journal.sessions.at(lost).stopped);
  EXPECT_TRUE(journal.stays.at(stay).ended);
}

TEST_F(BerthJournalTest, A5_WithinAnEpochTheServerIsAsStrictAsTheAgent) {
  const LineRef stay = stay_here();
  start(stay);
  log.add(SupplyStarted{stay, "P1", "M1", {}, std::nullopt, register_at(0)});
  EXPECT_EQ(std::get<LineRefusal>(apply(journal, log.last(), Folder::server)), LineRefusal::supply_point_taken);
  log.add(StayEnded{stay, log.now(), {}});
  EXPECT_EQ(std::get<LineRefusal>(apply(journal, log.last(), Folder::server)), LineRefusal::stay_has_running_session);
}

TEST_F(BerthJournalTest, A5_AFaultThatTheAgentHasLostStaysOpenAndStopsNothing) {
  const LineRef stay = stay_here();
  const LineRef lost = fault();
  log.open_epoch(2).add(SupplyStarted{stay, "P1", "M1", {}, std::nullopt, register_at(0)});
  BerthJournal at_agent = journal;
  EXPECT_EQ(std::get<LineRefusal>(apply(at_agent, log.last())), LineRefusal::supply_point_faulty);
  EXPECT_TRUE(std::holds_alternative<Touched>(apply(journal, log.last(), Folder::server)));
  const LineRef known = log.add(FaultOpened{"P1", "breaker", "", log.now()});
  EXPECT_TRUE(std::holds_alternative<Touched>(apply(journal, log.last(), Folder::server)));
  EXPECT_EQ(journal.open_fault_at("P1")->id, known);
  EXPECT_FALSE(journal.faults.at(lost).to);
  log.add(FaultOpened{"P1", "breaker", "", log.now()});
  EXPECT_EQ(std::get<LineRefusal>(apply(journal, log.last(), Folder::server)), LineRefusal::fault_already_open);
}

TEST_F(BerthJournalTest, LinesThatSayNothingOfTheBerthTouchNothing) {
  Reading reading;
  reading.meter = "M1";
  reading.supply_point = "P1";
  reading.registers = register_at(12'300);
  const std::vector<LineBody> silent = {EpochOpened{},   KeyChanged{},      ProgramStarted{}, reading,
                                        MeterSilent{},   ClockAdjusted{},   ShiftChanged{},    AlarmNoted{}};
  for (const auto& body : silent) {
    tell(body, kSkipper);
    EXPECT_EQ(refusal, std::nullopt);
    EXPECT_TRUE(refs_of(log.last()).empty());
  }
  EXPECT_EQ(journal, BerthJournal{});
}

TEST_F(BerthJournalTest, RefsNameEveryEntryALineDependsOn) {
  const LineRef a{1, 2};
  const LineRef b{3, 4};
  const auto refs = [&](LineBody body) {
    log.add(std::move(body));
    return refs_of(log.last());
  };
  ChecklistCompleted checklist_line;
  checklist_line.stay = a;
  EXPECT_EQ(refs(StayEnded{a, {}, {}}), std::vector{a});
  EXPECT_EQ(refs(checklist_line), std::vector{a});
  EXPECT_EQ(refs(SupplyStarted{a, "P1", "M1", {}, b, {}}), (std::vector{a, b}));
  EXPECT_EQ(refs(SupplyStarted{a, "P1", "M1", {}, {}, {}}), std::vector{a});
  EXPECT_EQ(refs(SupplyResumed{a, {}}), std::vector{a});
  EXPECT_EQ(refs(SupplyStopped{a, {}, {}}), std::vector{a});
  EXPECT_EQ(refs(Declared{a, {}, "10", "", {}, {}, "", {}}), std::vector{a});
  EXPECT_EQ(refs(DeclarationEnded{a, {}}), std::vector{a});
  EXPECT_EQ(refs(Confirmed{a, true, ""}), std::vector{a});
  EXPECT_EQ(refs(FaultClosed{a, {}, "", {}}), std::vector{a});
  EXPECT_EQ(refs(Corrected{a, {}, {}, {}, "", kForeman}), std::vector{a});
  EXPECT_TRUE(refs(FaultOpened{"P1", "", "", {}}).empty());
}

TEST(LineRefusalNames, AreAllDifferent) {
  std::set<std::string_view> names;
  constexpr int kCount = static_cast<int>(LineRefusal::correction_incomplete) + 1;
  for (int i = 0; i < kCount; ++i) names.insert(refusal_name(static_cast<LineRefusal>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kCount));
  EXPECT_FALSE(names.contains(""));
}

}  // namespace
}  // namespace quaywatt::domain
