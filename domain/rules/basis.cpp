#include "domain/rules/basis.h"

#include <algorithm>

namespace quaywatt::domain {
namespace {

struct Citations {
  const RuleSet& rules;
  Date arrival;
  std::vector<std::string> ids;

  void add(std::string_view id) {
    const Source* source = source_named(rules, id);
    if (source && !source->in_force.holds_on(arrival)) return;
    if (std::ranges::find(ids, id) == ids.end()) ids.emplace_back(id);
  }

  void add_claims(const std::vector<Claim>& claims) {
    for (const Claim& claim : claims) add(rule_of(rules, claim).source);
  }
};

void cite_claims(Citations& cited, const Claims& claims, Outcome outcome) {
  if (outcome == Outcome::alternative || outcome == Outcome::excused) cited.add_claims(claims.accepted);
  if (outcome != Outcome::needs_review) return;
  cited.add_claims(claims.unconfirmed);
  cited.add_claims(claims.doubtful);
}

}  // namespace

const ObligationRule* first_obligation(const RuleSet& rules, Waters waters) {
  const ObligationRule* first = nullptr;
  for (const auto& rule : rules.obligations) {
    if (threshold_of(rule, waters) && (!first || rule.in_force.from < first->in_force.from)) first = &rule;
  }
  return first;
}

std::vector<std::string> basis_of(const StayFacts& facts, const RuleSet& rules, const Circumstances& c,
                                  const Decision& decision, const Assessment& assessment) {
  Citations cited{rules, c.arrival, {}};
  if (c.obligation) {
    cited.add(c.obligation->source);
  } else if (const auto* first = first_obligation(rules, facts.berth.waters)) {
    cited.ids.push_back(first->source);  // not in force yet, which is the point
  }
  for (const auto& row : rules.outcome_sources) {
    if (row.outcome == assessment.outcome) cited.add(row.source);
  }
  cite_claims(cited, c.claims, assessment.outcome);
  if (listed(decision.review, ReviewReason::clean_fuel_undeclared)) cited.add(rules.clean_fuel_source);
  for (const auto& row : rules.finding_sources) {
    if (listed(assessment.findings, row.finding)) cited.add(row.source);
  }
  if (assessment.city_kpi_literal) cited.add(rules.city_kpi.source);
  return cited.ids;
}

}  // namespace quaywatt::domain
