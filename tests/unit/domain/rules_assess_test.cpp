// What cannot be written as a JSON case (tests/golden/assess holds those): open ends, own rule sets, the boundaries
// that carry a fault's id.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/domain/rules_stays.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Assess, C6_TheDutyNeedsAMillisecondMoreThanTwoHours) {
  EXPECT_EQ(judged(capable_stay(2h - 1ms)).outcome, Outcome::below_threshold);
  EXPECT_EQ(judged(capable_stay(2h)).outcome, Outcome::below_threshold);
  EXPECT_EQ(judged(capable_stay(2h + 1ms)).outcome, Outcome::not_connected);
}

TEST(Assess, C6_TheCityTargetNeedsTwoHours) {
  EXPECT_FALSE(judged(capable_stay(2h - 1ms)).city_kpi_literal);
  EXPECT_EQ(judged(capable_stay(2h)).city_kpi_literal, (UsageShare{1, 0}));
  EXPECT_EQ(judged(capable_stay(2h + 1ms)).city_kpi_literal, (UsageShare{1, 0}));
}

TEST(Assess, V14_TheCityTargetTakesTheTonnageOfTheStay) {
  StayFacts facts = capable_stay();
  facts.vessel.gross_tonnage = GrossTonnage{1199};
  EXPECT_FALSE(judged(facts).city_kpi_literal);
  facts.vessel.gross_tonnage = GrossTonnage{1200};
  EXPECT_TRUE(judged(facts).city_kpi_literal);
}

TEST(Assess, V14_TheRetrofitProgrammeTakesTheTonnageOfTheStay) {
  StayFacts facts = capable_stay();
  facts.vessel.receiving_facility.reset();
  facts.vessel.gross_tonnage = GrossTonnage{1199};
  EXPECT_THAT(judged(facts).findings, IsEmpty());
  facts.vessel.gross_tonnage = GrossTonnage{1200};
  EXPECT_THAT(judged(facts).findings, ElementsAre(Finding::retrofit_overdue));
}

TEST(Assess, AStayOfNoLengthIsBelowTheThreshold) {
  EXPECT_EQ(judged(capable_stay(0ms)).outcome, Outcome::below_threshold);
}

TEST(Assess, AnOpenConnectionLastsToTheEndOfTheJudgedTime) {
  StayFacts facts = capable_stay();
  facts.connections = {{kArrival + 5h, {}, {900}}};
  EXPECT_EQ(judged(facts).outcome, Outcome::compliant);
  facts.connections = {{kArrival + 5h + 1ms, {}, {900}}};
  EXPECT_EQ(judged(facts).outcome, Outcome::compliant_partial);
}

TEST(Assess, AnOpenConnectionThatBeganAfterTheJudgedTimeCoversNothing) {
  StayFacts facts = capable_stay();
  facts.connections = {{kArrival + 11h, {}, {900}}};
  EXPECT_EQ(judged(facts).outcome, Outcome::compliant_partial);
}

TEST(Assess, AnOpenDeclarationLastsToTheEndOfTheJudgedTime) {
  StayFacts facts = capable_stay();
  facts.declarations = {declared(ImpedimentCause::severe_weather, 2h, 2h)};
  facts.declarations[0].to.reset();
  EXPECT_EQ(judged(facts).outcome, Outcome::excused);
  facts.declarations[0].from += 1ms;
  EXPECT_EQ(judged(facts).outcome, Outcome::not_connected);
}

TEST(Assess, AStayIsNotJudgedPastTheMomentItWasSeenAway) {
  StayFacts facts = capable_stay();
  facts.stay.departed_at.reset();
  facts.stay.departed_latest = kArrival + 2h;
  facts.as_of = kArrival + 10h;
  EXPECT_EQ(judged(facts).outcome, Outcome::below_threshold);
  facts.stay.departed_latest = kArrival + 2h + 1ms;
  EXPECT_EQ(judged(facts).outcome, Outcome::not_connected);
}

TEST(Assess, AnAlternativeOfAStayWithoutEndSaysNothingAboutItsTime) {
  StayFacts facts = capable_stay();
  facts.stay.departed_at.reset();
  facts.declarations = {declared(AlternativeMeasure::auxiliaries_off, 0h, 10h)};
  EXPECT_EQ(judged(facts).outcome, Outcome::insufficient_data);
  facts.connections = {connection(1h, 2h, 500)};
  EXPECT_EQ(judged(facts).outcome, Outcome::compliant);
}

TEST(Assess, NamesTheRuleSetItWasMadeUnder) {
  EXPECT_EQ(judged(capable_stay()).rule_set, cn_wuxi_rules().version);
}

TEST(Assess, TakesTheThresholdFromTheRuleSet) {
  RuleSet rules = cn_wuxi_rules();
  for (auto& rule : rules.obligations) {
    for (auto& threshold : rule.thresholds) threshold.longer_than = 10h;
  }
  EXPECT_EQ(assess(capable_stay(10h), rules).outcome, Outcome::below_threshold);
  EXPECT_EQ(assess(capable_stay(10h + 1ms), rules).outcome, Outcome::not_connected);
}

TEST(Assess, TakesTheShareOfPartialUseFromTheRuleSet) {
  RuleSet rules = cn_wuxi_rules();
  rules.partial_use_permille = 100;
  StayFacts facts = capable_stay();
  facts.connections = {connection(0h, 1h, 500)};
  EXPECT_EQ(assess(facts, rules).outcome, Outcome::compliant);
  rules.partial_use_permille = 101;
  EXPECT_EQ(assess(facts, rules).outcome, Outcome::compliant_partial);
}

TEST(Assess, AClaimTheRulesDoNotListExcusesNothing) {
  RuleSet rules = cn_wuxi_rules();
  rules.impediments.clear();
  rules.alternatives.clear();
  StayFacts facts = capable_stay();
  facts.declarations = {declared(ImpedimentCause::severe_weather, 0h, 10h),
                        declared(AlternativeMeasure::onboard_battery, 0h, 10h)};
  EXPECT_EQ(assess(facts, rules).outcome, Outcome::not_connected);
}

TEST(Assess, ARuleThatEndedNoLongerHolds) {
  RuleSet rules = cn_wuxi_rules();
  for (auto& rule : rules.obligations) rule.in_force.until = on("2024-06-13");
  EXPECT_EQ(assess(capable_stay(), rules).outcome, Outcome::not_connected);
  for (auto& rule : rules.obligations) rule.in_force.until = on("2024-06-12");
  EXPECT_EQ(assess(capable_stay(), rules).outcome, Outcome::before_rule);
}

TEST(Assess, WithoutAnyRuleForTheWatersNothingIsRequired) {
  RuleSet rules = cn_wuxi_rules();
  rules.obligations.clear();
  const Assessment a = assess(capable_stay(), rules);
  EXPECT_EQ(a.outcome, Outcome::before_rule);
  EXPECT_THAT(a.basis, ElementsAre(rules.city_kpi.source));
  EXPECT_THAT(a.explanation_zh, HasSubstr("没有使用岸电的规定"));
}

TEST(Basis, NamesTheDutyFirstThenWhatElseDecided) {
  StayFacts facts = capable_stay();
  facts.declarations = {declared(AlternativeMeasure::auxiliaries_off, 0h, 10h)};
  EXPECT_THAT(judged(facts).basis, ElementsAre("CN-MOT-MEASURES art.11", "CN-DECA-2018-168 alternatives"));
}

TEST(Basis, NamesTheSourceOfAClaimOnlyWhereTheClaimDecided) {
  const auto cites = Contains("CN-DECA-2018-168 alternatives");
  StayFacts facts = capable_stay();
  facts.declarations = {declared(AlternativeMeasure::auxiliaries_off, 0h, 5h)};
  EXPECT_THAT(judged(facts).basis, Not(cites)) << "it left the duty standing";
  facts.declarations.push_back(declared(ImpedimentCause::vessel_fault, 5h, 9h));
  EXPECT_THAT(judged(facts).basis, cites) << "excused by both together";
  facts.declarations[0].terminal_confirmed = false;
  EXPECT_THAT(judged(facts).basis, cites) << "under review because of it";
  facts.connections = {connection(0h, 9h, 1)};
  EXPECT_THAT(judged(facts).basis, Not(cites)) << "use settled it";
}

TEST(Basis, LeavesOutWhatWasNotInForceOnTheDayOfArrival) {
  StayFacts facts = capable_stay();
  facts.declarations = {declared(ImpedimentCause::unattended, 0h, 10h)};
  EXPECT_THAT(judged(facts).basis, Not(Contains("CN-MOT-MEASURES 2025")));
  const auto year = std::chrono::days{365};
  facts.stay = {.arrived_at = kArrival + year, .departed_at = kArrival + year + 10h};
  facts.declarations[0].from += year;
  facts.declarations[0].to.reset();
  EXPECT_THAT(judged(facts).basis, Contains("CN-MOT-MEASURES 2025"));
}

TEST(Basis, BeforeAnyRuleNamesTheOneThatCameFirst) {
  StayFacts facts = capable_stay();
  facts.stay = {.arrived_at = at("2018-06-12T09:00:00+08:00"), .departed_at = at("2018-06-12T19:00:00+08:00")};
  EXPECT_THAT(judged(facts).basis, ElementsAre("CN-MOT-MEASURES art.11"));
  facts.berth.waters = Waters::yangtze_jiangsu;
  EXPECT_THAT(judged(facts).basis, ElementsAre("CN-DECA-2018-168"));
}

}  // namespace
}  // namespace quaywatt::domain
