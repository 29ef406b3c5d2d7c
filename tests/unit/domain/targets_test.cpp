// The city's targets, judged exactly: what is met, what is missed by one, what nobody can reach.

#include <gtest/gtest.h>

#include <set>

#include "domain/targets/plan.h"
#include "domain/targets/usage_rise.h"
#include "domain/usage/usage_rate.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;
using enum TargetState;

constexpr Date kBegins = 2023y / 1 / 1;
constexpr Date kDue = 2025y / 12 / 31;
constexpr Date kAfter = 2026y / 1 / 1;

constexpr TargetCourse kCoverage{{0, 1}, {1, 1}, Direction::at_least, kBegins, kDue};
constexpr TargetCourse kDoubled{{1, 1}, {2, 1}, Direction::at_least, kBegins, kDue};
constexpr TargetCourse kNox{{1, 1}, {93, 100}, Direction::at_most, kBegins, kDue};

TEST(CoverageTarget, ThreeHundredSixtySixBerthsLess47With167CoveredAre52Point35Percent) {
  EXPECT_EQ(in_permyriad(167, 366 - 47), 5235);
}

TEST(CoverageTarget, EightySixOfNinetyAre95Point6PercentAndMissed) {
  EXPECT_EQ(in_permyriad(86, 90), 9556);
  EXPECT_EQ(state_on(kCoverage, {86, 90}, kAfter), missed);
  EXPECT_EQ(missing_to_goal(kCoverage, {86, 90}), 4);
  EXPECT_EQ(state_on(kCoverage, {90, 90}, kAfter), met);
  EXPECT_EQ(missing_to_goal(kCoverage, {90, 90}), 0);
}

TEST(RetrofitTarget, NineHundredFiftyOf980Are96Point9PercentAndNearlyAll) {
  EXPECT_EQ(in_permyriad(950, 980), 9694);
  const TargetCourse nearly_all{{0, 1}, kNearlyAll, Direction::at_least, kBegins, 2023y / 12 / 31};
  EXPECT_EQ(state_on(nearly_all, {950, 980}, 2024y / 1 / 1), met);
  EXPECT_EQ(state_on(nearly_all, {930, 980}, 2024y / 1 / 1), missed);
  EXPECT_EQ(missing_to_goal(nearly_all, {930, 980}), 1);
}

TEST(EnergyTarget, TwiceTheBaselineIsMissedByOneKilowattHour) {
  EXPECT_EQ(state_on(kDoubled, {2'399'999'000, 1'200'000'000}, kAfter), missed);
  EXPECT_EQ(missing_to_goal(kDoubled, {2'399'999'000, 1'200'000'000}), 1'000) << "Wh";
  EXPECT_EQ(state_on(kDoubled, {2'400'000'000, 1'200'000'000}, kAfter), met);
}

TEST(NoxTarget, NineHundredThirtyTonnesAreMetAndOneTenthMoreIsMissed) {
  constexpr std::int64_t kTonne = 1'000'000'000'000;  // µg
  EXPECT_EQ(state_on(kNox, {930 * kTonne, 1000 * kTonne}, kAfter), met);
  EXPECT_EQ(state_on(kNox, {930 * kTonne + kTonne / 10, 1000 * kTonne}, kAfter), missed);
  EXPECT_EQ(missing_to_goal(kNox, {930 * kTonne + kTonne / 10, 1000 * kTonne}), kTonne / 10);
}

TEST(TargetCourse, AheadOfTheStraightLineIsOnCourseBelowItIsBehind) {
  const Date half_way = 2024y / 7 / 2;  // 548 of 1,095 days: 50.05 %
  EXPECT_EQ(state_on(kCoverage, {501, 1000}, half_way), on_course);
  EXPECT_EQ(state_on(kCoverage, {500, 1000}, half_way), behind);
  EXPECT_EQ(state_on(kNox, {964, 1000}, half_way), on_course);
  EXPECT_EQ(state_on(kNox, {966, 1000}, half_way), behind);
}

TEST(TargetCourse, BeforeItBeginsNothingIsBehindAndOnTheDueDayNothingIsMissed) {
  EXPECT_EQ(state_on(kCoverage, {0, 10}, 2022y / 6 / 1), on_course);
  EXPECT_EQ(state_on(kCoverage, {9, 10}, kDue), behind);
}

TEST(TargetCourse, ACourseOfASingleDayKnowsOnlyItsGoal) {
  const TargetCourse one_day{{1, 2}, {1, 1}, Direction::at_least, kDue, kDue};
  EXPECT_EQ(state_on(one_day, {1, 2}, kDue), on_course);
  EXPECT_EQ(state_on(one_day, {1, 1}, kDue), met);
}

TEST(RatioComparison, IsExactWhereDoublesAreNot) {
  EXPECT_EQ(compare({9'007'199'254'740'993, 9'007'199'254'740'992}, {1, 1}), 1);
  EXPECT_EQ(compare({1, 3}, {333'333'333'333'333, 1'000'000'000'000'000}), 1);
  EXPECT_EQ(compare({2, 6}, {1, 3}), 0);
  EXPECT_EQ(compare({1, 4}, {1, 3}), -1);
}

constexpr RiseTarget kRise{900, kBegins, kDue};

TEST(UsageRise, From35To66Point5IsTheRelativeReadingExactly) {
  const auto [relative, points, level] = judge_rise(kRise, Ratio{35, 100}, Ratio{665, 1000}, kAfter);
  EXPECT_EQ(relative.state, met);
  EXPECT_EQ(points.state, infeasible);
  EXPECT_EQ(in_permyriad(points.needed->part, points.needed->whole), 12500) << "it would need 125 %";
  EXPECT_EQ(level.state, missed);
  EXPECT_EQ(in_permyriad(level.needed->part, level.needed->whole), 9000);
}

TEST(UsageRise, OneVisitLessMissesTheRelativeReading) {
  EXPECT_EQ(judge_rise(kRise, Ratio{35, 100}, Ratio{664, 1000}, kAfter)[0].state, missed);
}

TEST(UsageRise, ABaselineOf60PercentMakesTheRelativeReadingInfeasible) {
  const auto relative = judge_rise(kRise, Ratio{60, 100}, Ratio{100, 100}, kAfter)[0];
  EXPECT_EQ(relative.state, infeasible);
  EXPECT_EQ(in_permyriad(relative.needed->part, relative.needed->whole), 11400);
}

TEST(UsageRise, ALowBaselineMakesThePercentagePointsFeasible) {
  const auto points = judge_rise(kRise, Ratio{10, 100}, Ratio{100, 100}, kAfter)[1];
  EXPECT_EQ(points.reading, RiseReading::percentage_points);
  EXPECT_EQ(points.state, met) << "from 10 % to exactly 100 %";
}

TEST(UsageRise, WithoutABaselineOnlyTheLevelIsJudgedAndNothingIsInvented) {
  const auto [relative, points, level] = judge_rise(kRise, std::nullopt, Ratio{95, 100}, kAfter);
  EXPECT_EQ(relative.state, no_baseline);
  EXPECT_EQ(relative.needed, std::nullopt);
  EXPECT_EQ(points.state, no_baseline);
  EXPECT_EQ(level.state, met);
}

TEST(UsageRise, WithoutAStayThereIsNoRate) {
  EXPECT_EQ(judge_rise(kRise, Ratio{35, 100}, std::nullopt, kAfter)[0].state, no_facts);
}

TEST(WuxiPlan, HasEveryClauseOnceAndAGoalWhereverItSetsOne) {
  std::set<std::string_view> ids;
  for (const auto& indicator : wuxi_ozone_plan().indicators) {
    EXPECT_TRUE(ids.insert(indicator.id).second) << indicator.id;
    EXPECT_EQ(indicator.goal.has_value(), indicator.kind != IndicatorKind::shown) << indicator.id;
    EXPECT_EQ(indicator.due.has_value(), indicator.goal.has_value()) << indicator.id;
  }
  EXPECT_EQ(ids.size(), 14u);
  EXPECT_EQ(indicator_named(wuxi_ozone_plan(), "yangtze_coverage")->clause, "4d");
  EXPECT_EQ(indicator_named(wuxi_ozone_plan(), "weather"), nullptr);
}

}  // namespace
}  // namespace quaywatt::domain
