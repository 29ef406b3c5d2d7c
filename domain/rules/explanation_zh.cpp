#include "domain/rules/basis.h"
#include "domain/rules/explanation.h"
#include "domain/rules/wording.h"

namespace quaywatt::domain {
namespace {

std::string duty_title(const Grounds& g) {
  if (!g.c.obligation) return {};
  const Source* source = source_named(g.rules, g.c.obligation->source);
  return "（依据" + (source ? source->title_zh : g.c.obligation->source) + "）";
}

std::string claims_text(const Grounds& g, const std::vector<Claim>& claims) {
  std::vector<std::string> names;
  for (const Claim& claim : claims) names.emplace_back(rule_of(g.rules, claim).title_zh);
  return joined(names, "、");
}

std::string before_rule(const Grounds& g) {
  const auto* first = first_obligation(g.rules, g.facts.berth.waters);
  if (!first) return "该水域没有使用岸电的规定，不作要求。";
  const Source* source = source_named(g.rules, first->source);
  return "靠泊日" + format_date(g.c.arrival) + "早于" + (source ? source->title_zh : first->source) +
         "在该水域的适用日" + format_date(first->in_force.from) + "，不作要求。";
}

std::string supply_text(SupplyState supply) {
  switch (supply) {
    case SupplyState::absent: return "泊位没有岸电设施";
    case SupplyState::not_inspected: return "泊位岸电设施靠泊日前未经检测";
    case SupplyState::out_of_reach: return "岸电接不到该船";
    case SupplyState::occupied: return "岸电插座均被其他船舶占用";
    case SupplyState::usable:  // hinders nothing; nobody asks
    case SupplyState::reach_unknown: return "岸电能否接到该船没有记录";
  }
  return {};
}

std::string stay_against_threshold(const Grounds& g) {
  const std::string stay = "靠泊" + minutes_zh(g.c.stay());
  return stay + (g.c.stay() > g.c.threshold ? "，超过" : "，未超过") + minutes_zh(g.c.threshold) + "限值";
}

/// Why there was no duty, or why that is unknown.
std::string not_obliged_text(const Grounds& g, Outcome outcome) {
  switch (outcome) {
    case Outcome::not_a_port_berth: return "停靠处不是港口泊位";
    case Outcome::no_receiving_facility:
      return g.facts.vessel.receiving_facility ? "船舶受电设施靠泊日前未经检验" : "船舶没有受电设施";
    case Outcome::no_supply: return supply_text(g.c.supply);
    default: return stay_against_threshold(g);  // below_threshold
  }
}

std::string insufficient(const Grounds& g) {
  if (g.c.supply == SupplyState::reach_unknown) return supply_text(g.c.supply) + "，数据不足，暂不判定。";
  if (!g.c.proven) return "离泊时间不明，又没有判定截止时间，数据不足，暂不判定。";
  return "可证实" + stay_against_threshold(g) + "，但最长可能靠泊" + minutes_zh(g.c.possible) +
         "，数据不足，暂不判定。";
}

std::string review_text(const Grounds& g, ReviewReason reason) {
  switch (reason) {
    case ReviewReason::unconfirmed_claim: return "当时登记的" + claims_text(g, g.c.claims.unconfirmed) + "未经码头确认";
    case ReviewReason::doubtful_claim: return "登记原因为" + claims_text(g, g.c.claims.doubtful) + "，须人工认定";
    case ReviewReason::supply_mismatch: return "岸电与船舶受电设施的电压、频率或相数不一致";
    case ReviewReason::no_energy_drawn: return "已接插但电表示数未变";
    case ReviewReason::clean_fuel_undeclared: return "船舶使用清洁燃料或动力，但未登记替代措施";
  }
  return {};
}

std::string needs_review(const Grounds& g) {
  std::vector<std::string> reasons;
  for (const ReviewReason reason : g.decision.review) reasons.push_back(review_text(g, reason));
  return stay_against_threshold(g) + "；" + joined(reasons, "；") + "，待核实" + duty_title(g) + "。";
}

std::string use_text(const Grounds& g) {
  const std::string energy = kilowatt_hours(g.c.energy) + "千瓦时";
  if (!g.c.proven) return "离泊时间不明；使用岸电" + energy;
  return stay_against_threshold(g) + "；接用岸电" + minutes_zh(g.c.connected) + "，" + energy;
}

std::string partial(const Grounds& g) {
  return use_text(g) + "，接用时间不足应接时间" + minutes_zh(g.c.left_of_claims()) + "的" +
         std::to_string(g.rules.partial_use_permille / 10) + "%，为部分使用" + duty_title(g) + "。";
}

std::string covered_text(const Grounds& g, const std::vector<Claim>& claims, Millis covered) {
  return "靠泊" + minutes_zh(g.c.stay()) + "，其中" + minutes_zh(covered) + "有当时登记并经确认的" +
         claims_text(g, claims) + "，其余" + minutes_zh(g.c.stay() - covered) + "未超过" + minutes_zh(g.c.threshold) +
         "限值";
}

std::string not_connected(const Grounds& g) {
  const Claims& claims = g.c.claims;
  std::string text = stay_against_threshold(g);
  if (claims.covered_time > Millis{0}) {
    text += "，扣除" + claims_text(g, claims.accepted) + "的" + minutes_zh(claims.covered_time) + "后仍余" +
            minutes_zh(g.c.left_of_claims());
  }
  text += "；船舶和泊位均具备条件，未接用岸电";
  if (!claims.refused.empty()) text += "，登记的" + claims_text(g, claims.refused) + "不属除外情形或替代措施";
  return text + "，其间没有成立的除外情形或替代措施" + duty_title(g) + "。系统研判为疑似应接未接，由执法人员核定。";
}

std::string verdict(const Grounds& g) {
  const Outcome outcome = g.decision.outcome;
  switch (outcome) {
    case Outcome::before_rule: return before_rule(g);
    case Outcome::exempt_liquid_cargo: return "液货船不适用靠港使用岸电的要求" + duty_title(g) + "。";
    case Outcome::no_generator: return "船舶没有发电机，不负使用岸电的义务" + duty_title(g) + "。";
    case Outcome::encouraged_use:
      return "使用岸电" + kilowatt_hours(g.c.energy) + "千瓦时；" +
             not_obliged_text(g, *g.decision.not_obliged_because) + "，不负使用义务，属鼓励使用，电量照计。";
    case Outcome::insufficient_data: return insufficient(g);
    case Outcome::alternative:
      return covered_text(g, alternatives_of(g.c.claims.accepted), g.c.claims.alternative_time) +
             "，以替代措施履行义务" + duty_title(g) + "。";
    case Outcome::needs_review: return needs_review(g);
    case Outcome::compliant: return use_text(g) + "，已按规定使用" + duty_title(g) + "。";
    case Outcome::compliant_partial: return partial(g);
    case Outcome::excused:
      return covered_text(g, g.c.claims.accepted, g.c.claims.covered_time) + "，属除外情形" + duty_title(g) + "。";
    case Outcome::not_connected: return not_connected(g);
    default: return not_obliged_text(g, outcome) + "，不负使用岸电的义务" + duty_title(g) + "。";
  }
}

}  // namespace

std::string explain_zh(const Grounds& grounds) {
  std::string text = verdict(grounds);
  if (grounds.c.claims.unrecorded_any && listed(grounds.findings, Finding::evidence_missing)) {
    text += "另有声明没有当时的记录，未予采信。";
  }
  return text;
}

}  // namespace quaywatt::domain
