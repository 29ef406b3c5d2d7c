// Screen T3: a mismatch fails the list, blocks the start and proposes the reason code of T7.

#include "tests/support/berth_world.h"

namespace quaywatt::test {
namespace {

using agent::RefusalCode;

class Checklist : public ::testing::Test {
 protected:
  domain::ChecklistCompleted complete(agent::CompleteChecklist list) {
    const auto outcome = world.desk().complete_checklist(world.by(kWang), list);
    return std::get<domain::ChecklistCompleted>(world.line_at(BerthWorld::ref_of(outcome)).body);
  }
  std::string proposed_for(domain::SupplyParameters vessel) {
    const auto list = complete(world.checklist(stay, "a1", vessel));
    EXPECT_EQ(list.passed, list.proposed_reason.empty());
    return list.proposed_reason;
  }

  BerthWorld world;
  domain::LineRef stay = world.arrives("苏货1098");
};

TEST_F(Checklist, EqualParametersPass) {
  const auto list = complete(world.checklist(stay, "a1"));
  EXPECT_TRUE(list.passed);
  EXPECT_EQ(list.supply, kShore);  // as in the settings, not as anyone claims
  EXPECT_EQ(list.items.size(), 6u);
}

TEST_F(Checklist, EachMismatchProposesItsReason) {
  EXPECT_EQ(proposed_for({440, 50, 3, 63}), "03");
  EXPECT_EQ(proposed_for({380, 60, 3, 63}), "03");
  EXPECT_EQ(proposed_for({380, 50, 1, 63}), "03");
  EXPECT_EQ(proposed_for({380, 50, 3, 125}), "02");
  EXPECT_EQ(proposed_for({380, 50, 3, 32}), "02");
  EXPECT_EQ(proposed_for({440, 60, 3, 125}), "03");  // what no other plug could help comes first
  EXPECT_EQ(proposed_for(kShore), "");
}

TEST_F(Checklist, DemandAboveTheSupplysRatingIsCapacity) {
  auto list = world.checklist(stay, "a1");
  list.vessel_demand_w = 40'000;
  EXPECT_TRUE(complete(list).passed);
  list.vessel_demand_w = 40'001;
  EXPECT_EQ(complete(list).proposed_reason, "04");
}

TEST_F(Checklist, FailedItemProposesItsReason) {
  auto list = world.checklist(stay, "a1");
  list.items[0].passed = false;  // interface
  EXPECT_EQ(complete(list).proposed_reason, "02");
  list.items[0].passed = true;
  list.items[1].passed = false;  // the vessel's plug
  EXPECT_EQ(complete(list).proposed_reason, "06");
}

TEST_F(Checklist, UnansweredItemIsNoAnswer) {
  auto list = world.checklist(stay, "a1");
  list.items.pop_back();
  EXPECT_EQ(refused(world.desk().complete_checklist(world.by(kWang), list)), RefusalCode::checklist_incomplete);
}

TEST_F(Checklist, MismatchBlocksTheStartAndSaysWhatToDeclare) {
  proposed_for({440, 60, 3, 63});
  const auto outcome = world.desk().start_supply(world.by(kWang), {stay, "a1"});
  ASSERT_EQ(refused(outcome), RefusalCode::checklist_not_passed);
  EXPECT_EQ(refusal_in(outcome).proposed_reason, "03");
  EXPECT_EQ(world.meters.asked(), 0);
}

TEST_F(Checklist, StartWithoutOneIsRefused) {
  EXPECT_EQ(refused(world.desk().start_supply(world.by(kWang), {stay, "a1"})), RefusalCode::checklist_missing);
}

TEST_F(Checklist, CountsOnlyForItsOwnStayAndSupplyPoint) {
  world.passes_checklist(stay, "a1");
  EXPECT_EQ(refused(world.desk().start_supply(world.by(kWang), {stay, "a2"})), RefusalCode::checklist_missing);
  const auto other = world.arrives("浙货0007");
  EXPECT_EQ(refused(world.desk().start_supply(world.by(kWang), {other, "a1"})), RefusalCode::checklist_missing);
}

TEST_F(Checklist, LaterFailedOneVoidsAnEarlierPassedOne) {
  world.passes_checklist(stay, "a1");
  proposed_for({440, 60, 3, 63});
  EXPECT_EQ(refused(world.desk().start_supply(world.by(kWang), {stay, "a1"})), RefusalCode::checklist_not_passed);
  world.passes_checklist(stay, "a1");
  world.starts(stay, "a1");
}

TEST(HighVoltageChecklist, AsksTheFullList) {
  auto setup = two_socket_berth();
  setup.supply_points[0].checklist = domain::ChecklistCompleted::List::high_voltage;
  BerthWorld world(setup);
  const auto stay = world.arrives("长江之星");
  const auto outcome = world.desk().complete_checklist(world.by(kWang), world.checklist(stay, "a1"));
  ASSERT_EQ(refused(outcome), RefusalCode::checklist_incomplete);
  EXPECT_NE(refusal_in(outcome).en.find("plugged_dead"), std::string::npos);
}

}  // namespace
}  // namespace quaywatt::test
