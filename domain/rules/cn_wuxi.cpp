#include "domain/rules/cn_wuxi.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;

// Ids of sources, as verdicts carry them.
constexpr const char* kDuty = "CN-MOT-MEASURES art.11";
constexpr const char* kParameters = "CN-MOT-MEASURES art.7";
constexpr const char* kSurvey = "CN-MOT-MEASURES art.9";
constexpr const char* kCapableBerth = "CN-MOT-MEASURES art.15";
constexpr const char* kRecords = "CN-MOT-MEASURES art.18";
constexpr const char* kTerminalReports = "CN-MOT-MEASURES art.22";
constexpr const char* kSupplyAsRequired = "CN-MOT-MEASURES 2025";
constexpr const char* kControlArea = "CN-DECA-2018-168";
constexpr const char* kControlAreaAlternatives = "CN-DECA-2018-168 alternatives";
constexpr const char* kCleanEnergy = "CN-YRPL art.72";
constexpr const char* kNotice = "JS-NOTICE 2024-08-15";
constexpr const char* kTarget = "WUXI-OZONE-2023 item 4";
constexpr const char* kProgramme = "WUXI-OZONE-2023 item 5";

std::vector<Source> sources() {
  const Validity measures{2020y / 2 / 1, {}};
  const Validity control_area{2019y / 1 / 1, {}};  // new builds; use of shore power from 2019-07-01
  const Validity city_plan{2020y / 1 / 1, {}};     // of 2023, against the year 2020
  return {
      {kDuty, "《港口和船舶岸电管理办法》第十一条", "Measures for Port and Ship Shore Power, art. 11", measures},
      {kParameters, "《港口和船舶岸电管理办法》第七条", "Measures for Port and Ship Shore Power, art. 7", measures},
      {kSurvey, "《港口和船舶岸电管理办法》第九条", "Measures for Port and Ship Shore Power, art. 9", measures},
      {kCapableBerth, "《港口和船舶岸电管理办法》第十五条", "Measures for Port and Ship Shore Power, art. 15", measures},
      {kRecords, "《港口和船舶岸电管理办法》第十八条", "Measures for Port and Ship Shore Power, art. 18", measures},
      {kTerminalReports, "《港口和船舶岸电管理办法》第二十二条", "Measures for Port and Ship Shore Power, art. 22",
       measures},
      {kSupplyAsRequired, "《港口和船舶岸电管理办法》（2025年修正）",
       "Measures for Port and Ship Shore Power, as amended in 2025", {2025y / 5 / 13, {}}},
      {kControlArea, "《船舶大气污染物排放控制区实施方案》", "Implementation Scheme of Ship Emission Control Areas",
       control_area},
      {kControlAreaAlternatives, "《船舶大气污染物排放控制区实施方案》（等效替代措施）",
       "Implementation Scheme of Ship Emission Control Areas, alternatives", control_area},
      {kCleanEnergy, "《长江保护法》第七十二条", "Yangtze River Protection Law, art. 72", {2021y / 3 / 1, {}}},
      {kNotice, "江苏省长江经济带岸电信息系统使用通知", "Jiangsu notice on the Yangtze shore-power information system",
       {2024y / 8 / 15, {}}},
      {kTarget, "《无锡市臭氧污染治理三年专项行动方案（2023—2025年）》第4条", "Wuxi ozone action plan 2023-2025, item 4",
       city_plan},
      {kProgramme, "《无锡市臭氧污染治理三年专项行动方案（2023—2025年）》第5条",
       "Wuxi ozone action plan 2023-2025, item 5", city_plan},
  };
}

/// Two hours in inland waters, which include the Yangtze in Jiangsu; three on the coast. The editions of the
/// Measures (orders 2019 No. 45, 2021 No. 31, 2025 No. 2) say the same here; each keeps its row. The control-area
/// scheme came first and leaves the canals out.
std::vector<ObligationRule> obligations() {
  const std::vector<Threshold> everywhere{
      {Waters::yangtze_jiangsu, 120min}, {Waters::inland_canal, 120min}, {Waters::coastal, 180min}};
  const std::vector<Threshold> control_area{{Waters::yangtze_jiangsu, 120min}, {Waters::coastal, 180min}};
  return {
      {kDuty, {2020y / 2 / 1, 2021y / 9 / 1}, everywhere},
      {kDuty, {2021y / 9 / 1, 2025y / 5 / 13}, everywhere},
      {kDuty, {2025y / 5 / 13, {}}, everywhere},
      {kControlArea, {2019y / 7 / 1, {}}, control_area},
  };
}

std::vector<AlternativeRule> alternatives() {
  using enum AlternativeMeasure;
  const char* source = kControlAreaAlternatives;
  return {
      {clean_energy, Treatment::accepted, source, "清洁能源", "clean energy"},
      {new_energy, Treatment::accepted, source, "新能源", "new energy"},
      {onboard_battery, Treatment::accepted, source, "船载蓄电装置", "on-board battery"},
      {auxiliaries_off, Treatment::accepted, source, "关闭辅机", "auxiliary engines off"},
      {after_treatment, Treatment::review, source, "尾气后处理", "exhaust after-treatment"},
      {low_sulphur_fuel, Treatment::refused, source, "低硫燃油", "low-sulphur fuel"},
  };
}

std::vector<ImpedimentRule> impediments() {
  using enum ImpedimentCause;
  return {
      {terminal_fault, Treatment::accepted, kDuty, "码头岸电设施故障", "fault of the terminal's equipment"},
      {vessel_fault, Treatment::accepted, kDuty, "船舶受电设施故障", "fault of the vessel's equipment"},
      {severe_weather, Treatment::accepted, kDuty, "恶劣气候", "severe weather"},
      {emergency, Treatment::accepted, kDuty, "意外事故等紧急情况", "accident or similar emergency"},
      {unattended, Treatment::review, kDuty, "码头无人接电", "nobody at the terminal to connect", true},
      {queue, Treatment::review, kDuty, "排队等候", "queue"},
      {other, Treatment::review, kDuty, "其他原因", "other reason"},
      {price, Treatment::refused, kDuty, "电价", "price"},
      {crew_refusal, Treatment::refused, kDuty, "船方拒用", "refused by the crew"},
  };
}

std::vector<RetrofitLine> retrofit_lines() {
  constexpr Date first = 2023y / 12 / 31;
  constexpr Date second = 2025y / 12 / 31;
  const std::vector<VesselType> bulk{VesselType::dry_bulk, VesselType::multi_purpose};
  return {
      {Navigation::inland, {VesselType::ro_ro}, {}, first},
      {Navigation::inland, bulk, GrossTonnage{1200}, first},
      {Navigation::sea_river, {}, {}, first},
      {Navigation::inland, bulk, GrossTonnage{600}, second},
  };
}

CityKpi city_kpi() {
  return {.source = kTarget,
          .in_force = {2020y / 1 / 1, {}},
          .types = {VesselType::dry_bulk},
          .navigations = {Navigation::inland},
          .waters = {Waters::yangtze_jiangsu, Waters::inland_canal},
          .berths = {BerthKind::port},
          .gross_tonnage_min = {1200},
          .stay_min = 120min};
}

std::vector<OutcomeSource> outcome_sources() {
  return {
      {Outcome::no_receiving_facility, kSurvey},
      {Outcome::no_supply, kCapableBerth},
      {Outcome::alternative, kControlAreaAlternatives},
      {Outcome::alternative, kNotice},
      {Outcome::compliant, kRecords},
      {Outcome::compliant_partial, kRecords},
      {Outcome::needs_review, kRecords},
      {Outcome::excused, kRecords},
  };
}

std::vector<FindingSource> finding_sources() {
  return {
      {Finding::berth_without_supply, kCapableBerth},
      {Finding::evidence_missing, kRecords},
      {Finding::new_build_without_receiving_facility, kControlArea},
      {Finding::retrofit_overdue, kProgramme},
      {Finding::supply_mismatch, kParameters},
      {Finding::supply_not_inspected, kParameters},
      {Finding::supply_occupied, kCapableBerth},
      {Finding::terminal_did_not_report, kTerminalReports},
      {Finding::terminal_did_not_supply, kSupplyAsRequired},
  };
}

RuleSet build() {
  return {.version = "cn-wuxi/2025-05-13",
          .sources = sources(),
          .obligations = obligations(),
          .exempt_types = {VesselType::oil_tanker, VesselType::chemical_tanker, VesselType::liquefied_gas,
                           VesselType::other_liquid},
          .obliged_berths = {BerthKind::port},
          .alternatives = alternatives(),
          .impediments = impediments(),
          .clean_fuels = {Fuel::lng, Fuel::methanol, Fuel::hydrogen, Fuel::battery},
          .clean_fuel_source = kCleanEnergy,
          .partial_use_permille = 500,
          .fleet = {"CN", {Navigation::inland, Navigation::sea_river}},
          .retrofit = retrofit_lines(),
          .new_build_from = 2019y / 1 / 1,
          .city_kpi = city_kpi(),
          .outcome_sources = outcome_sources(),
          .finding_sources = finding_sources()};
}

}  // namespace

const RuleSet& cn_wuxi_rules() {
  static const RuleSet rules = build();
  return rules;
}

}  // namespace quaywatt::domain
