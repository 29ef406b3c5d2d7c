// The retrofit programme: a vessel's way from "in scope" to "surveyed", and the city's count of them.

#include <gtest/gtest.h>

#include "domain/registers/dated.h"
#include "domain/retrofit/programme.h"
#include "domain/rules/cn_wuxi.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;
using enum RetrofitState;

constexpr Date kEnd2023 = 2023y / 12 / 31;
constexpr Date kEnd2025 = 2025y / 12 / 31;

RetrofitHistory history(std::initializer_list<RetrofitStep> steps) {
  RetrofitHistory made;
  for (const auto& step : steps) EXPECT_EQ(made.take(step), std::nullopt);
  return made;
}

VesselFacts inland_bulk(std::int64_t gt) {
  return {.type = VesselType::dry_bulk, .gross_tonnage = GrossTonnage{gt}, .flag = "CN"};
}

ProgrammeStanding standing(const std::vector<ProgrammeVessel>& vessels, Date due, Date day) {
  const auto& rules = cn_wuxi_rules();
  return standing_on(vessels, rules.fleet, lines_due(rules, due), day);
}

TEST(DatedAttribute, V9_ANewNameLeavesTheOldOneStandingForOldStays) {
  Dated<std::string> name{2019y / 5 / 1, "苏锡货1098"};
  ASSERT_TRUE(name.change(2022y / 8 / 1, "苏无锡货2098"));
  EXPECT_EQ(name.on(2019y / 4 / 30), nullptr);
  EXPECT_EQ(*name.on(2022y / 7 / 31), "苏锡货1098");
  EXPECT_EQ(*name.on(2022y / 8 / 1), "苏无锡货2098");
}

TEST(DatedAttribute, V14_TonnageOfTheDayDecidesAndALaterEntryMayComeFirst) {
  Dated<GrossTonnage> tonnage{2023y / 1 / 1, {1300}};
  ASSERT_TRUE(tonnage.change(2020y / 1 / 1, {1100}));
  EXPECT_EQ(tonnage.on(2022y / 12 / 31)->value, 1100);
  EXPECT_EQ(tonnage.on(2023y / 1 / 1)->value, 1300);
}

TEST(DatedAttribute, ASecondValueFromTheSameDayIsACorrectionNotAChange) {
  Dated<int> attribute{2023y / 1 / 1, 1};
  EXPECT_FALSE(attribute.change(2023y / 1 / 1, 2));
  EXPECT_EQ(attribute, (Dated<int>{2023y / 1 / 1, 1}));
}

TEST(RetrofitHistory, GoesForwardsAndMaySkipSteps) {
  const auto way = history({{planned, 2023y / 1 / 10}, {installed, 2023y / 6 / 1}, {surveyed, 2023y / 7 / 1, "检-77"}});
  EXPECT_EQ(way.on(2023y / 1 / 9), in_scope);
  EXPECT_EQ(way.on(2023y / 6 / 30), installed);
  EXPECT_EQ(way.on(2023y / 7 / 1), surveyed);
  EXPECT_EQ(way.done_on(2023y / 6 / 30), std::nullopt);
  EXPECT_EQ(way.done_on(2024y / 1 / 1), Date{2023y / 7 / 1});
  EXPECT_EQ(way.steps().size(), 3u);
}

TEST(RetrofitHistory, NeverBackwardsNorEarlierThanWhatIsWritten) {
  auto way = history({{installed, 2023y / 6 / 1}});
  EXPECT_EQ(way.take({planned, 2023y / 6 / 2}), StepRefusal::not_from_here);
  EXPECT_EQ(way.take({installed, 2023y / 6 / 2}), StepRefusal::not_from_here);
  EXPECT_EQ(way.take({surveyed, 2023y / 5 / 31, "检-1"}), StepRefusal::earlier_than_last);
  EXPECT_EQ(way.steps().size(), 1u);
}

TEST(RetrofitHistory, SurveyAndLeavingNeedADocument) {
  RetrofitHistory way;
  EXPECT_EQ(way.take({surveyed, 2023y / 6 / 1}), StepRefusal::document_missing);
  EXPECT_EQ(way.take({exempt, 2023y / 6 / 1}), StepRefusal::document_missing);
  EXPECT_EQ(way.take({exempt, 2023y / 6 / 1, "锡交函〔2023〕9号"}), std::nullopt);
}

TEST(RetrofitHistory, ComesBackFromAnExemptionButNeverFromTheBreakersYard) {
  auto way = history({{exempt, 2023y / 1 / 1, "a"}, {in_scope, 2024y / 1 / 1}, {deregistered, 2024y / 2 / 1, "b"},
                      {scrapped, 2024y / 3 / 1, "c"}});
  EXPECT_EQ(way.take({in_scope, 2024y / 4 / 1}), StepRefusal::not_from_here);
  EXPECT_EQ(way.take({exempt, 2024y / 4 / 1, "d"}), StepRefusal::not_from_here);
  EXPECT_FALSE(may_follow(exempt, planned));
  EXPECT_FALSE(may_follow(exempt, exempt));
}

TEST(RetrofitProgramme, AThousandShipsTwentyScrappedNineHundredFiftySurveyed) {
  std::vector<ProgrammeVessel> vessels;
  for (int i = 0; i < 1000; ++i) {
    RetrofitHistory way;
    if (i < 20) way = history({{scrapped, 2023y / 4 / 1, "拆-" + std::to_string(i)}});
    else if (i < 970) way = history({{surveyed, 2023y / 9 / 1, "检"}});
    vessels.push_back({"V" + std::to_string(i), inland_bulk(1200), way});
  }
  const auto result = standing(vessels, kEnd2023, kEnd2023);
  EXPECT_EQ(result.in_scope, 980);
  EXPECT_EQ(result.done, 950);
  EXPECT_EQ(result.left.size(), 20u);
  EXPECT_EQ(result.left.front().document, "拆-0");
  EXPECT_EQ(result.left.front().reason, scrapped);
  EXPECT_TRUE(result.overdue.empty()) << "the due day itself is in time";
  EXPECT_EQ(standing(vessels, kEnd2023, 2024y / 1 / 1).overdue.size(), 30u);
}

TEST(RetrofitProgramme, TheLineIsTheTonnageOfTheCertificate) {
  const std::vector<ProgrammeVessel> vessels{{"A", inland_bulk(1200), {}}, {"B", inland_bulk(1199), {}},
                                             {"C", inland_bulk(600), {}},  {"D", inland_bulk(599), {}}};
  EXPECT_EQ(standing(vessels, kEnd2023, kEnd2023).in_scope, 1);
  EXPECT_EQ(standing(vessels, kEnd2025, kEnd2025).in_scope, 3);
}

TEST(RetrofitProgramme, ForeignVesselsTankersAndUnknownTonnageAreNotCounted) {
  auto foreign = inland_bulk(3000);
  foreign.flag = "PA";
  auto tanker = inland_bulk(3000);
  tanker.type = VesselType::oil_tanker;
  auto unknown = inland_bulk(0);
  unknown.gross_tonnage.reset();
  EXPECT_EQ(standing({{"A", foreign, {}}, {"B", tanker, {}}, {"C", unknown, {}}}, kEnd2023, kEnd2023).in_scope, 0);
}

TEST(RetrofitProgramme, ASubsidisedVesselIsDoneAndCountedInItsState) {
  const auto way = history({{surveyed, 2023y / 5 / 1, "检"}, {subsidised, 2023y / 8 / 1}});
  const auto result = standing({{"A", inland_bulk(1500), way}, {"B", inland_bulk(1500), {}}}, kEnd2023, kEnd2023);
  EXPECT_EQ(result.done, 1);
  EXPECT_EQ(result.by_state, (std::array<std::int64_t, 6>{1, 0, 0, 0, 0, 1}));
}

TEST(RetrofitProgramme, TheTraceNamesTheStepThatHeldOnTheDay) {
  const auto way = history({{exempt, 2023y / 1 / 1, "免-1"}, {scrapped, 2024y / 6 / 1, "拆-1"}});
  const auto result = standing({{"A", inland_bulk(1500), way}}, kEnd2023, kEnd2023);
  ASSERT_EQ(result.left.size(), 1u);
  EXPECT_EQ(result.left.front().document, "免-1");
  EXPECT_EQ(result.left.front().on, Date{2023y / 1 / 1});
}

TEST(RetrofitProgress, WeeksBeginOnMondayAndTenDaysOnThe1stThe11thAndThe21st) {
  EXPECT_EQ(period_start(2024y / 9 / 8, ReportPeriod::week), Date{2024y / 9 / 2}) << "a Sunday";
  EXPECT_EQ(period_start(2024y / 9 / 9, ReportPeriod::week), Date{2024y / 9 / 9});
  EXPECT_EQ(period_start(2024y / 9 / 10, ReportPeriod::ten_days), Date{2024y / 9 / 1});
  EXPECT_EQ(period_start(2024y / 9 / 11, ReportPeriod::ten_days), Date{2024y / 9 / 11});
  EXPECT_EQ(period_start(2024y / 8 / 31, ReportPeriod::ten_days), Date{2024y / 8 / 21});
  EXPECT_EQ(period_start(2024y / 2 / 29, ReportPeriod::month), Date{2024y / 2 / 1});
}

TEST(RetrofitProgress, EveryPeriodHasItsRowAlsoTheEmptyOnes) {
  const std::vector<ProgrammeVessel> vessels{
      {"before", inland_bulk(1500), history({{surveyed, 2023y / 7 / 31, "a"}})},
      {"august", inland_bulk(1500), history({{surveyed, 2023y / 8 / 31, "b"}})},
      {"october", inland_bulk(1500), history({{surveyed, 2023y / 10 / 1, "c"}, {scrapped, 2023y / 10 / 9, "d"}})},
      {"later", inland_bulk(1500), history({{surveyed, 2023y / 10 / 21, "e"}})},
      {"never", inland_bulk(1500), {}}};
  const auto months = progress_of(vessels, 2023y / 8 / 15, 2023y / 10 / 20, ReportPeriod::month);
  ASSERT_EQ(months.size(), 3u);
  EXPECT_EQ(months[0].from, Date{2023y / 8 / 1});
  EXPECT_EQ(months[0].done, 1);
  EXPECT_EQ(months[1].done, 0);
  EXPECT_EQ(months[2].done, 1);
}

}  // namespace
}  // namespace quaywatt::domain
