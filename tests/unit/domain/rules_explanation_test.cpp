// An explanation names the clause and the minutes that decided, in both languages.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/rules/wording.h"
#include "tests/unit/domain/rules_stays.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Wording, C6_PrintsMillisecondsWhereTheyDecide) {
  EXPECT_EQ(minutes_zh(2h), "120分钟");
  EXPECT_EQ(minutes_zh(2h + 1ms), "120分0.001秒");
  EXPECT_EQ(minutes_zh(2h - 1ms), "119分59.999秒");
  EXPECT_EQ(minutes_en(2h), "120 min");
  EXPECT_EQ(minutes_en(2h - 1ms), "119 min 59.999 s");
  EXPECT_EQ(minutes_en(90s), "1 min 30 s");
}

TEST(Wording, PrintsKilowattHoursToTheWattHour) {
  EXPECT_EQ(kilowatt_hours({0}), "0.000");
  EXPECT_EQ(kilowatt_hours({1}), "0.001");
  EXPECT_EQ(kilowatt_hours({18'000}), "18.000");
  EXPECT_EQ(kilowatt_hours({1'234'567'890}), "1234567.890");
}

TEST(Wording, JoinsEachPartOnce) {
  EXPECT_EQ(joined({}, ", "), "");
  EXPECT_EQ(joined({"a", "b", "a"}, ", "), "a, b");
}

TEST(Explanation, OfASuspicionNamesClauseMinutesAndWhoDecides) {
  const Assessment a = judged(capable_stay(121min));
  EXPECT_THAT(a.explanation_zh, AllOf(HasSubstr("靠泊121分钟，超过120分钟限值"),
                                      HasSubstr("《港口和船舶岸电管理办法》第十一条"), HasSubstr("由执法人员核定")));
  EXPECT_THAT(a.explanation_en, AllOf(HasSubstr("121 min alongside, longer than 120 min"), HasSubstr("art. 11"),
                                      HasSubstr("An officer decides")));
}

TEST(Explanation, NeverSaysViolation) {
  const Assessment a = judged(capable_stay());
  EXPECT_THAT(a.explanation_zh, Not(HasSubstr("违")));
  EXPECT_THAT(a.explanation_en, Not(HasSubstr("violat")));
}

TEST(Explanation, SaysWhatAPartialExcuseLeft) {
  StayFacts facts = capable_stay();
  facts.declarations = {declared(ImpedimentCause::severe_weather, 1h, 2h), declared(ImpedimentCause::price, 0h, 10h)};
  const Assessment a = judged(facts);
  EXPECT_THAT(a.explanation_zh, AllOf(HasSubstr("扣除恶劣气候的60分钟后仍余540分钟"),
                                      HasSubstr("登记的电价不属除外情形或替代措施")));
  EXPECT_THAT(a.explanation_en, AllOf(HasSubstr("540 min remain after 60 min of severe weather"),
                                      HasSubstr("price is neither")));
}

TEST(Explanation, OfAnAlternativeDoesNotSpeakOfImpediments) {
  StayFacts facts = capable_stay();
  facts.declarations = {declared(AlternativeMeasure::onboard_battery, 0h, 9h),
                        declared(ImpedimentCause::severe_weather, 0h, 1h)};
  const Assessment a = judged(facts);
  EXPECT_THAT(a.explanation_zh, AllOf(HasSubstr("540分钟"), HasSubstr("船载蓄电装置"), Not(HasSubstr("气候"))));
  EXPECT_THAT(a.explanation_en, AllOf(HasSubstr("on-board battery"), Not(HasSubstr("weather"))));
}

TEST(Explanation, GivesEveryReasonForAReview) {
  StayFacts facts = capable_stay();
  facts.berth.supply->parameters.phases = 1;
  facts.connections = {connection(0h, 1h, 0)};
  facts.declarations = {declared(ImpedimentCause::queue, 0h, 1h), declared(ImpedimentCause::vessel_fault, 0h, 1h)};
  facts.declarations[1].terminal_confirmed = false;
  const Assessment a = judged(facts);
  EXPECT_THAT(a.explanation_zh, AllOf(HasSubstr("相数不一致"), HasSubstr("示数未变"), HasSubstr("排队等候"),
                                      HasSubstr("船舶受电设施故障未经码头确认")));
  EXPECT_THAT(a.explanation_en, AllOf(HasSubstr("differ in"), HasSubstr("register did not move"), HasSubstr("queue"),
                                      HasSubstr("fault of the vessel's equipment")));
}

TEST(Explanation, SaysThatACleanFuelWasNotDeclared) {
  StayFacts facts = capable_stay();
  facts.vessel.fuel = Fuel::lng;
  EXPECT_THAT(judged(facts).explanation_zh, HasSubstr("使用清洁燃料或动力，但未登记替代措施"));
  EXPECT_THAT(judged(facts).explanation_en, HasSubstr("clean fuel or power but declared no alternative"));
}

TEST(Explanation, SaysWhichSupplyWasMissing) {
  StayFacts facts = capable_stay();
  const auto expect_texts = [&](const char* zh, const char* en) {
    EXPECT_THAT(judged(facts).explanation_zh, HasSubstr(zh));
    EXPECT_THAT(judged(facts).explanation_en, HasSubstr(en));
  };
  facts.berth.supply_occupied = true;
  expect_texts("均被其他船舶占用", "all sockets were taken by other vessels");
  facts.berth.supply_reaches_vessel = false;
  expect_texts("接不到该船", "could not reach the vessel");
  facts.berth.supply->inspected_on.reset();
  expect_texts("未经检测", "had not been inspected");
  facts.berth.supply.reset();
  expect_texts("没有岸电设施", "has no shore-power supply");
}

TEST(Explanation, SaysWhatIsNotKnown) {
  StayFacts facts = capable_stay(100min);
  facts.stay.departed_latest = kArrival + 280min;
  EXPECT_THAT(judged(facts).explanation_zh, AllOf(HasSubstr("可证实靠泊100分钟"), HasSubstr("最长可能靠泊280分钟")));
  EXPECT_THAT(judged(facts).explanation_en, HasSubstr("is proven, 280 min is possible"));
  facts.stay.departed_at.reset();
  EXPECT_THAT(judged(facts).explanation_zh, HasSubstr("离泊时间不明"));
  EXPECT_THAT(judged(facts).explanation_en, HasSubstr("the departure is unknown"));
  facts.berth.supply_reaches_vessel.reset();
  EXPECT_THAT(judged(facts).explanation_zh, HasSubstr("没有记录"));
  EXPECT_THAT(judged(facts).explanation_en, HasSubstr("nobody recorded"));
}

TEST(Explanation, OfUseWithoutDepartureNamesNoMinutes) {
  StayFacts facts = capable_stay();
  facts.stay.departed_at.reset();
  facts.connections = {connection(0h, 3h, 7'250)};
  EXPECT_THAT(judged(facts).explanation_zh, AllOf(HasSubstr("7.250千瓦时"), Not(HasSubstr("分钟"))));
  EXPECT_THAT(judged(facts).explanation_en, AllOf(HasSubstr("7.250 kWh"), Not(HasSubstr(" min"))));
}

TEST(Explanation, OfEncouragedUseSaysWhyThereWasNoDuty) {
  StayFacts facts = capable_stay(90min);
  facts.connections = {connection(0h, 1h, 7'250)};
  EXPECT_THAT(judged(facts).explanation_zh, HasSubstr("靠泊90分钟，未超过120分钟限值"));
  facts.vessel.receiving_facility->surveyed_on.reset();
  EXPECT_THAT(judged(facts).explanation_zh, HasSubstr("未经检验"));
  facts.berth.kind = BerthKind::service_area;
  EXPECT_THAT(judged(facts).explanation_zh, HasSubstr("不是港口泊位"));
}

TEST(Explanation, SaysThatAClaimHadNoRecord) {
  StayFacts facts = capable_stay();
  facts.declarations = {declared(ImpedimentCause::vessel_fault, 0h, 10h)};
  facts.declarations[0].recorded_at_the_time = false;
  EXPECT_THAT(judged(facts).explanation_zh, HasSubstr("没有当时的记录，未予采信"));
  EXPECT_THAT(judged(facts).explanation_en, HasSubstr("no record of the time"));
}

}  // namespace
}  // namespace quaywatt::domain
