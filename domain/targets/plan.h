#pragma once
// What the city's plan asks for, as data: every indicator of its items 4 and 5 with its clause, kind, goal and due
// day. The code knows the shape; another plan is another table.

#include <optional>
#include <span>
#include <string_view>

#include "domain/targets/course.h"

namespace quaywatt::domain {

enum class IndicatorKind {
  share,         ///< part of a whole of the day
  of_baseline,   ///< this year's amount over the baseline year's
  usage_rise,    ///< three readings, see usage_rise.h
  count,         ///< a number that should be at most the goal's part
  shown          ///< no goal is set; the figure is shown
};

struct PlanIndicator {
  std::string_view id;
  std::string_view clause;  ///< "4d"
  std::string_view title_zh;
  std::string_view title_en;
  IndicatorKind kind = IndicatorKind::shown;
  Direction direction = Direction::at_least;
  std::optional<Ratio> goal;  ///< with usage_rise: the rise itself
  std::optional<Date> due;
};

struct CityPlan {
  std::string_view source;
  int baseline_year = 0;
  Date begins;
  std::span<const PlanIndicator> indicators;
};

/// 《无锡市臭氧污染治理三年专项行动方案（2023—2025年）》, items 4 and 5. 基本完成 of the retrofit is taken as
/// `kNearlyAll`, which the report shows.
inline constexpr Ratio kNearlyAll{95, 100};
const CityPlan& wuxi_ozone_plan();

/// Null when the plan has no such indicator.
const PlanIndicator* indicator_named(const CityPlan& plan, std::string_view id);

}  // namespace quaywatt::domain
