// The flows of the operator's terminal, drawn as hours on a quay and played at the shipped desk.

#include "berth-agent/berth/overview.h"
#include "tests/support/berth_timeline.h"

namespace quaywatt::test {
namespace {

using agent::RefusalCode;

domain::SessionEnergy energy_of(BerthWorld& world, domain::LineRef session) {
  return world.state().finished.at(session);
}

TEST(BerthFlow, HappyStayIsMeasuredToTheRegistersStep) {
  BerthWorld world;
  const auto played = play(world, {{"苏货1098", "a1", ".--======-."}});

  const auto& vessel = played.at("苏货1098");
  const auto energy = energy_of(world, vessel.sessions.at(0));
  EXPECT_EQ(energy.energy.value, 12'000);  // 12 kW for 60 min
  EXPECT_EQ(energy.uncertainty.value, 20);  // one step of 10 Wh at each edge
  EXPECT_EQ(energy.connected_ms, 60 * 60'000);
  const auto state = world.state();
  const auto& stay = state.journal.stays.at(vessel.stays.at(0));
  EXPECT_EQ(*stay.departed_at - stay.arrived_at, 90min);
}

TEST(BerthFlow, TwoConnectionsOfOneStayAreTwoSessions) {
  BerthWorld world;
  const auto played = play(world, {{"苏货1098", "a1", ".-==--===-."}});

  const auto& vessel = played.at("苏货1098");
  ASSERT_EQ(vessel.sessions.size(), 2u);
  EXPECT_EQ(energy_of(world, vessel.sessions[0]).energy.value, 4'000);
  EXPECT_EQ(energy_of(world, vessel.sessions[1]).energy.value, 6'000);
}

TEST(BerthFlow, TwoVesselsAtOneBerthEachHaveTheirSocket_V7) {
  BerthWorld world;
  const auto played = play(world, {{"苏货1098", "a1", ".-=====-..", 12'000},  //
                                   {"浙货0007", "a2", "..-=====-.", 6'000}});

  EXPECT_EQ(energy_of(world, played.at("苏货1098").sessions.at(0)).energy.value, 10'000);
  EXPECT_EQ(energy_of(world, played.at("浙货0007").sessions.at(0)).energy.value, 5'000);
}

TEST(BerthFlow, SecondVesselAtOneSocketIsRefusedWithTheFirstOnesName) {  // flow 5
  BerthWorld world;
  world.connects(world.arrives("苏货1098"), "a1");
  const auto second = world.arrives("浙货0007");
  world.passes_checklist(second, "a1");

  const auto outcome = world.desk().start_supply(world.by(kWang), {second, "a1"});

  ASSERT_EQ(refused(outcome), RefusalCode::supply_point_taken);
  EXPECT_NE(refusal_in(outcome).zh.find("苏货1098"), std::string::npos);
  EXPECT_NE(refusal_in(outcome).en.find("苏货1098"), std::string::npos);
  EXPECT_EQ(world.state().journal.sessions.size(), 1u);
}

TEST(BerthFlow, VesselThatCannotConnectDeclaresAndAnotherPersonConfirms) {  // flow 2
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  auto list = world.checklist(stay, "a1", {440, 60, 3, 63});
  const auto failed = world.desk().complete_checklist(world.by(kWang), list);
  const auto reason = std::get<domain::ChecklistCompleted>(world.line_at(BerthWorld::ref_of(failed)).body);
  ASSERT_FALSE(reason.passed);
  ASSERT_EQ(refused(world.desk().start_supply(world.by(kWang), {stay, "a1"})), RefusalCode::checklist_not_passed);

  agent::Declare declare{stay, reason.proposed_reason, {}, {}, {}, "440 V", domain::Declared::Consent::disagreed};
  const auto declaration = BerthWorld::ref_of(world.desk().declare(world.by(kWang), declare));
  BerthWorld::ref_of(world.desk().confirm(world.by(kLi), {declaration, true, ""}));

  const auto state = world.state();
  const auto& recorded = state.journal.declarations.at(declaration);
  EXPECT_EQ(recorded.consent, domain::Declared::Consent::disagreed);  // recorded, never forced
  EXPECT_EQ(recorded.confirmations.at(0).written.actor, kLi);
}

TEST(BerthFlow, StayWithARunningSupplyDoesNotEnd) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  const auto session = world.connects(stay, "a1");

  EXPECT_EQ(refused(world.desk().end_stay(world.by(kWang), {stay, {}})), RefusalCode::session_running);
  world.stops(session);
  world.leaves(stay);
  EXPECT_EQ(refused(world.desk().end_stay(world.by(kWang), {stay, {}})), RefusalCode::stay_over);
  EXPECT_EQ(refused(world.desk().start_supply(world.by(kWang), {stay, "a1"})), RefusalCode::stay_over);
  EXPECT_EQ(refused(world.desk().stop_supply(world.by(kWang), {session, {}})), RefusalCode::session_over);
}

TEST(BerthFlow, SameVesselIsAlongsideOnlyOnce) {
  BerthWorld world;
  auto vessel = vessel_named("苏货1098");
  vessel.identity = "CN20201234567";
  const auto first = BerthWorld::ref_of(world.desk().register_stay(world.by(kWang), {vessel}));
  vessel.name = "苏货1098轮";  // fault V9: the identity tells, not the name

  const auto again = world.desk().register_stay(world.by(kWang), {vessel});
  ASSERT_EQ(refused(again), RefusalCode::vessel_already_alongside);
  EXPECT_NE(refusal_in(again).en.find(wire::format_ref(first)), std::string::npos);

  world.leaves(first);
  BerthWorld::ref_of(world.desk().register_stay(world.by(kWang), {vessel}));
}

TEST(BerthFlow, EnteredTimesStayWithinWhatCanBe) {
  BerthWorld world;
  const auto now = world.clock.now().wall;
  agent::RegisterStay early{vessel_named("苏货1098"), now - 3h};
  const auto stay = BerthWorld::ref_of(world.desk().register_stay(world.by(kWang), early));  // fault O5: late entry
  EXPECT_EQ(world.line_at(stay).at, now);

  EXPECT_EQ(refused(world.desk().register_stay(world.by(kWang), {vessel_named("浙货0007"), now + 2min})),
            RefusalCode::time_in_future);
  EXPECT_EQ(refused(world.desk().end_stay(world.by(kWang), {stay, now - 4h})), RefusalCode::times_out_of_order);
  EXPECT_EQ(refused(world.desk().end_stay(world.by(kWang), {stay, now + 2min})), RefusalCode::time_in_future);
}

TEST(BerthFlow, RolesDoWhatIsTheirs) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  EXPECT_EQ(refused(world.desk().register_stay(world.by(kOfficerZhao), {vessel_named("浙货0007")})),
            RefusalCode::role_may_not);
  EXPECT_EQ(refused(world.desk().register_stay(world.by({domain::ActorRole::device, "x"}), {vessel_named("浙货0007")})),
            RefusalCode::role_may_not);
  agent::Declare declare{stay, "05", {}, {}, {}, "", domain::Declared::Consent::agreed};
  const auto declaration = BerthWorld::ref_of(world.desk().declare(world.by(kSkipperSun), declare));
  EXPECT_EQ(refused(world.desk().confirm(world.by({domain::ActorRole::skipper, "card-0043"}), {declaration, true, ""})),
            RefusalCode::role_may_not);
  BerthWorld::ref_of(world.desk().confirm(world.by(kOfficerZhao), {declaration, true, ""}));
}

TEST(BerthFlow, UnknownReferencesAreNamed) {
  BerthWorld world;
  const domain::LineRef nowhere{7, 7};
  EXPECT_EQ(refused(world.desk().end_stay(world.by(kWang), {nowhere, {}})), RefusalCode::unknown_stay);
  EXPECT_EQ(refused(world.desk().start_supply(world.by(kWang), {nowhere, "a1"})), RefusalCode::unknown_stay);
  EXPECT_EQ(refused(world.desk().start_supply(world.by(kWang), {nowhere, "b9"})), RefusalCode::unknown_supply_point);
  EXPECT_EQ(refused(world.desk().stop_supply(world.by(kWang), {nowhere, {}})), RefusalCode::unknown_session);
  EXPECT_EQ(refused(world.desk().confirm(world.by(kWang), {nowhere, true, ""})), RefusalCode::unknown_declaration);
  EXPECT_EQ(refused(world.desk().close_fault(world.by(kWang), {nowhere, {}, ""})), RefusalCode::unknown_fault);
  EXPECT_EQ(refused(world.desk().read_meter(world.by(kWang), {"b9"})), RefusalCode::unknown_supply_point);
  EXPECT_EQ(world.meters.asked(), 0);  // nothing of this needs a meter
}

}  // namespace
}  // namespace quaywatt::test
