#include "domain/rules/assess.h"

#include "domain/rules/basis.h"
#include "domain/rules/city_kpi.h"
#include "domain/rules/explanation.h"
#include "domain/rules/findings.h"

namespace quaywatt::domain {
namespace {

/// 应接尽接率: stays with a duty, less those excused or with an accepted alternative.
std::optional<UsageShare> statutory_share(Outcome outcome, Duty duty, bool used) {
  if (duty != Duty::required) return std::nullopt;
  if (outcome == Outcome::excused || outcome == Outcome::alternative) return std::nullopt;
  return UsageShare{1, used ? 1 : 0};
}

Responsible responsible_for(Outcome outcome, const std::vector<Finding>& findings) {
  switch (outcome) {
    case Outcome::not_connected: return Responsible::vessel;
    case Outcome::no_supply: return Responsible::terminal;
    case Outcome::insufficient_data: return Responsible::unclear;
    case Outcome::needs_review:
      return listed(findings, Finding::terminal_did_not_supply) ? Responsible::terminal : Responsible::unclear;
    default: return Responsible::nobody;
  }
}

}  // namespace

Assessment assess(const StayFacts& facts, const RuleSet& rules) {
  const Circumstances c = establish(facts, rules);
  const Decision decision = decide(facts, rules, c);

  Assessment a;
  a.outcome = decision.outcome;
  a.duty = duty_of(decision, c);
  a.findings = find_remarks(facts, rules, c, decision);
  a.responsible = responsible_for(a.outcome, a.findings);
  a.statutory = statutory_share(a.outcome, a.duty, c.used);
  a.city_kpi_literal = literal_share(facts, rules, c);
  if (a.duty == Duty::required) a.city_kpi_strict = a.city_kpi_literal;
  a.energy_counted = c.energy;
  a.basis = basis_of(facts, rules, c, decision, a);
  const Grounds grounds{facts, rules, c, decision, a.findings};
  a.explanation_zh = explain_zh(grounds);
  a.explanation_en = explain_en(grounds);
  a.rule_set = rules.version;
  return a;
}

}  // namespace quaywatt::domain
