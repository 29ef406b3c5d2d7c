#include "server/cli/verdict_words.h"

namespace quaywatt::server {

std::string_view outcome_zh(domain::Outcome outcome) {
  switch (outcome) {
    case domain::Outcome::before_rule: return "规定施行前";
    case domain::Outcome::exempt_liquid_cargo: return "液货船不适用";
    case domain::Outcome::no_generator: return "无发电机组";
    case domain::Outcome::encouraged_use: return "无义务而使用";
    case domain::Outcome::not_a_port_berth: return "非港口泊位";
    case domain::Outcome::no_receiving_facility: return "无受电设施";
    case domain::Outcome::no_supply: return "无可用岸电";
    case domain::Outcome::insufficient_data: return "数据不足";
    case domain::Outcome::below_threshold: return "未超时限";
    case domain::Outcome::alternative: return "有效替代";
    case domain::Outcome::needs_review: return "待核实";
    case domain::Outcome::compliant: return "已接用";
    case domain::Outcome::compliant_partial: return "部分接用";
    case domain::Outcome::excused: return "除外情形";
    case domain::Outcome::not_connected: return "疑似应接未接";
  }
  return "";
}

std::string_view finding_zh(domain::Finding finding) {
  switch (finding) {
    case domain::Finding::berth_without_supply: return "泊位未配岸电";
    case domain::Finding::evidence_missing: return "缺少当时记录";
    case domain::Finding::new_build_without_receiving_facility: return "新建船无受电设施";
    case domain::Finding::retrofit_overdue: return "改造逾期";
    case domain::Finding::supply_mismatch: return "参数不匹配";
    case domain::Finding::supply_not_inspected: return "岸电未检测";
    case domain::Finding::supply_occupied: return "岸电被占用";
    case domain::Finding::terminal_did_not_report: return "码头未报告";
    case domain::Finding::terminal_did_not_supply: return "码头未供电";
    case domain::Finding::tonnage_unknown: return "总吨不明";
  }
  return "";
}

std::string_view vessel_type_zh(domain::VesselType type) {
  switch (type) {
    case domain::VesselType::dry_bulk: return "干散货船";
    case domain::VesselType::multi_purpose: return "多用途船";
    case domain::VesselType::container: return "集装箱船";
    case domain::VesselType::ro_ro: return "滚装船";
    case domain::VesselType::passenger: return "客船";
    case domain::VesselType::tug: return "拖轮";
    case domain::VesselType::barge: return "驳船";
    case domain::VesselType::work_vessel: return "工程船";
    case domain::VesselType::public_service: return "公务船";
    case domain::VesselType::other: return "其他";
    case domain::VesselType::oil_tanker: return "油船";
    case domain::VesselType::chemical_tanker: return "化学品船";
    case domain::VesselType::liquefied_gas: return "液化气船";
    case domain::VesselType::other_liquid: return "其他液货船";
  }
  return "";
}

}  // namespace quaywatt::server
