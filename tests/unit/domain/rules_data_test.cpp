// The dates, thresholds and tonnages of the rule set for Wuxi as the instruments give them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/unit/domain/rules_stays.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;

TEST(WuxiRules, CiteEachInstrumentFromItsFirstDay) {
  const std::map<std::string, const char*> later{{"CN-MOT-MEASURES 2025", "2025-05-13"},
                                                 {"CN-YRPL art.72", "2021-03-01"},
                                                 {"JS-NOTICE 2024-08-15", "2024-08-15"}};
  for (const Source& source : cn_wuxi_rules().sources) {
    const char* from = source.id.starts_with("WUXI-OZONE-2023") ? "2020-01-01"
                       : source.id.starts_with("CN-DECA")       ? "2019-01-01"
                                                                : "2020-02-01";
    if (const auto found = later.find(source.id); found != later.end()) from = found->second;
    EXPECT_EQ(source.in_force.from, on(from)) << source.id;
    EXPECT_FALSE(source.in_force.until) << source.id;
  }
}

TEST(WuxiRules, HoldEveryDayFromTheFirstEditionOn) {
  for (const char* day : {"2020-02-01", "2021-08-31", "2021-09-01", "2025-05-12", "2025-05-13"}) {
    const ObligationRule* rule = obligation_in_force(cn_wuxi_rules(), Waters::inland_canal, on(day));
    ASSERT_NE(rule, nullptr) << day;
    EXPECT_EQ(rule->source, "CN-MOT-MEASURES art.11") << day;
    EXPECT_EQ(threshold_of(*rule, Waters::inland_canal), 120min) << day;
    EXPECT_EQ(threshold_of(*rule, Waters::yangtze_jiangsu), 120min) << day;
    EXPECT_EQ(threshold_of(*rule, Waters::coastal), 180min) << day;
  }
  EXPECT_EQ(obligation_in_force(cn_wuxi_rules(), Waters::inland_canal, on("2020-01-31")), nullptr);
}

TEST(WuxiRules, HaveOneEditionADay) {
  for (const char* day : {"2021-08-31", "2021-09-01", "2025-05-12", "2025-05-13"}) {
    int editions = 0;
    for (const ObligationRule& rule : cn_wuxi_rules().obligations) {
      if (rule.source == "CN-MOT-MEASURES art.11" && rule.in_force.holds_on(on(day))) ++editions;
    }
    EXPECT_EQ(editions, 1) << day;
  }
}

TEST(WuxiRules, TheControlAreaCameFirstAndLeavesTheCanalsOut) {
  const RuleSet& rules = cn_wuxi_rules();
  EXPECT_EQ(obligation_in_force(rules, Waters::yangtze_jiangsu, on("2019-06-30")), nullptr);
  const ObligationRule* rule = obligation_in_force(rules, Waters::yangtze_jiangsu, on("2019-07-01"));
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(threshold_of(*rule, Waters::yangtze_jiangsu), 120min);
  EXPECT_EQ(threshold_of(*rule, Waters::coastal), 180min);
  EXPECT_EQ(threshold_of(*rule, Waters::inland_canal), std::nullopt);
}

TEST(WuxiRules, TheProgrammeFellDueInTwoSteps) {
  const auto& lines = cn_wuxi_rules().retrofit;
  ASSERT_EQ(lines.size(), 4u);
  for (std::size_t first = 0; first < 3; ++first) EXPECT_EQ(lines[first].due, on("2023-12-31"));
  EXPECT_EQ(lines[3].due, on("2025-12-31"));
  EXPECT_EQ(lines[1].gross_tonnage_min, GrossTonnage{1200});
  EXPECT_EQ(lines[3].gross_tonnage_min, GrossTonnage{600});
  EXPECT_EQ(cn_wuxi_rules().new_build_from, on("2019-01-01"));
}

TEST(WuxiRules, TheCityCountsFrom2020On) {
  const CityKpi& kpi = cn_wuxi_rules().city_kpi;
  EXPECT_EQ(kpi.in_force.from, on("2020-01-01"));
  EXPECT_EQ(kpi.gross_tonnage_min, GrossTonnage{1200});
  EXPECT_EQ(kpi.stay_min, 120min);
  EXPECT_EQ(cn_wuxi_rules().partial_use_permille, 500);
}

}  // namespace
}  // namespace quaywatt::domain
