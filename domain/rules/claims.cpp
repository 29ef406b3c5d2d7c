#include "domain/rules/claims.h"

namespace quaywatt::domain {
namespace {

/// Sorts one claim that touches the stay; true when it covers its time.
bool weigh(Claims& claims, const DeclarationFacts& declaration, const RuleSet& rules) {
  if (!declaration.recorded_at_the_time) {  // CN-MOT-MEASURES art. 18
    claims.unrecorded_any = true;
    return false;
  }
  claims.recorded_any = true;
  const Treatment treatment = rule_of(rules, declaration.claim).treatment;
  if (treatment == Treatment::refused) return false;
  if (treatment == Treatment::review) {
    claims.doubtful.push_back(declaration.claim);
    return false;
  }
  if (!declaration.terminal_confirmed) {
    claims.unconfirmed.push_back(declaration.claim);
    return false;
  }
  claims.accepted.push_back(declaration.claim);
  return true;
}

}  // namespace

Claims weigh_claims(const std::vector<DeclarationFacts>& declarations, const RuleSet& rules,
                    std::optional<TimeSpan> proven, TimeSpan possible) {
  Claims claims;
  std::vector<TimeSpan> alternatives;
  std::vector<TimeSpan> covering;
  for (const auto& declaration : declarations) {
    const TimeSpan span{declaration.from, declaration.to.value_or(possible.to)};
    if (!shared_part(span, possible)) continue;
    if (!weigh(claims, declaration, rules)) continue;
    covering.push_back(span);
    if (std::holds_alternative<AlternativeMeasure>(declaration.claim)) alternatives.push_back(span);
  }
  if (proven) {
    claims.alternative_time = united_time(std::move(alternatives), *proven);
    claims.covered_time = united_time(std::move(covering), *proven);
  }
  return claims;
}

}  // namespace quaywatt::domain
