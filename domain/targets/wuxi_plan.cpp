#include <algorithm>
#include <array>

#include "domain/targets/plan.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;
using enum IndicatorKind;
using enum Direction;

constexpr Date kEnd2023 = 2023y / 12 / 31;
constexpr Date kEnd2025 = 2025y / 12 / 31;
constexpr Ratio kAll{1, 1};

constexpr std::array kIndicators{
    PlanIndicator{"built_together", "4a", "新改扩建码头同步建设岸电", "shore power built together with the terminal",
                  share, at_least, kAll, kEnd2025},
    PlanIndicator{"supply_match", "4a", "供电能力与需求相适应", "supply fits demand", shown, at_least, {}, {}},
    PlanIndicator{"facility_inspection", "4b", "岸电设施检测合格率", "facilities with a valid inspection", share,
                  at_least, kAll, kEnd2025},
    PlanIndicator{"convenience", "4b", "岸电使用便利化", "ease of use", shown, at_least, {}, {}},
    PlanIndicator{"dry_bulk_coverage", "4c", "干散货码头岸电覆盖率", "dry-bulk terminals with shore power", share,
                  at_least, kAll, kEnd2023},
    PlanIndicator{"yangtze_coverage", "4d", "长江非危码头岸电覆盖率", "Yangtze berths not for dangerous cargo", share,
                  at_least, kAll, kEnd2025},
    PlanIndicator{"connect_rate", "4e", "岸电使用率", "shore power usage rate", usage_rise, at_least, Ratio{9, 10},
                  kEnd2025},
    PlanIndicator{"shore_energy", "4f", "岸电使用电量", "energy supplied to vessels", of_baseline, at_least,
                  Ratio{2, 1}, kEnd2025},
    PlanIndicator{"fleet_by_stage", "5a", "船舶发动机第二阶段占比", "fleet by engine stage", shown, at_least, {}, {}},
    PlanIndicator{"new_energy_public_fleet", "5b", "政府、国企船舶新能源占比", "public fleet on new energy", shown,
                  at_least, {}, {}},
    PlanIndicator{"overdue_scrapping", "5c", "超期未报废在营船舶", "vessels past their scrapping date", count, at_most,
                  Ratio{0, 1}, kEnd2025},
    PlanIndicator{"nox_total", "5d", "营运船舶NOx排放总量", "NOx of all operating ships", of_baseline, at_most,
                  Ratio{93, 100}, kEnd2025},
    PlanIndicator{"retrofit_2023", "5e", "2023年底应改造船舶完成率", "retrofit due by the end of 2023", share, at_least,
                  kNearlyAll, kEnd2023},
    PlanIndicator{"retrofit_2025", "5e", "2025年底应改造船舶完成率", "retrofit due by the end of 2025", share, at_least,
                  kNearlyAll, kEnd2025},
};

}  // namespace

const CityPlan& wuxi_ozone_plan() {
  static const CityPlan plan{"WUXI-OZONE-2023", 2020, 2023y / 1 / 1, kIndicators};
  return plan;
}

const PlanIndicator* indicator_named(const CityPlan& plan, std::string_view id) {
  const auto found = std::ranges::find(plan.indicators, id, &PlanIndicator::id);
  return found == plan.indicators.end() ? nullptr : &*found;
}

}  // namespace quaywatt::domain
