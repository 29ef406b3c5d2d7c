#include "domain/rules/city_kpi.h"

namespace quaywatt::domain {
namespace {

/// 无等效替代措施: an alternative takes the stay out when what it leaves is no longer than the target's stay.
bool replaced_by_alternative(const Circumstances& c, const CityKpi& kpi) {
  return c.claims.alternative_time > Millis{0} && c.left_of_alternatives() <= kpi.stay_min;
}

}  // namespace

std::optional<UsageShare> literal_share(const StayFacts& facts, const RuleSet& rules, const Circumstances& c) {
  const CityKpi& kpi = rules.city_kpi;
  const bool counted = kpi.in_force.holds_on(c.arrival) && listed(kpi.types, facts.vessel.type) &&
                       listed(kpi.navigations, facts.vessel.navigation) && listed(kpi.waters, facts.berth.waters) &&
                       listed(kpi.berths, facts.berth.kind) && facts.vessel.gross_tonnage &&
                       *facts.vessel.gross_tonnage >= kpi.gross_tonnage_min && c.proven && c.stay() >= kpi.stay_min &&
                       !replaced_by_alternative(c, kpi);
  if (!counted) return std::nullopt;
  return UsageShare{1, c.used ? 1 : 0};
}

}  // namespace quaywatt::domain
