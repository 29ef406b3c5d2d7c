#include "domain/rules/claims.h"

#include <algorithm>
#include <iterator>

namespace quaywatt::domain {
namespace {

/// Where a claim that touches the stay belongs; null for one without a record of the time (CN-MOT-MEASURES art. 18).
std::vector<Claim>* list_for(Claims& claims, const DeclarationFacts& declaration, const RuleSet& rules) {
  if (!declaration.recorded_at_the_time) return nullptr;
  switch (rule_of(rules, declaration.claim).treatment) {
    case Treatment::refused: return &claims.refused;
    case Treatment::review: return &claims.doubtful;
    case Treatment::accepted: break;
  }
  return declaration.terminal_confirmed ? &claims.accepted : &claims.unconfirmed;
}

}  // namespace

std::vector<Claim> alternatives_of(const std::vector<Claim>& claims) {
  std::vector<Claim> alternatives;
  std::ranges::copy_if(claims, std::back_inserter(alternatives),
                       [](const Claim& claim) { return std::holds_alternative<AlternativeMeasure>(claim); });
  return alternatives;
}

Claims weigh_claims(const std::vector<DeclarationFacts>& declarations, const RuleSet& rules,
                    std::optional<TimeSpan> proven, TimeSpan possible) {
  Claims claims;
  std::vector<TimeSpan> alternatives;
  std::vector<TimeSpan> covering;
  for (const auto& declaration : declarations) {
    const TimeSpan span{declaration.from, declaration.to.value_or(possible.to)};
    if (!shared_part(span, possible)) continue;
    auto* list = list_for(claims, declaration, rules);
    if (!list) {
      claims.unrecorded_any = true;
      continue;
    }
    list->push_back(declaration.claim);
    if (list != &claims.accepted) continue;
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
