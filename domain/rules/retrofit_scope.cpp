#include "domain/rules/retrofit_scope.h"

namespace quaywatt::domain {

bool in_fleet(const VesselFacts& vessel, const FleetScope& fleet) {
  return vessel.flag == fleet.flag && listed(fleet.navigations, vessel.navigation);
}

bool concerns(const RetrofitLine& line, const VesselFacts& vessel) {
  if (line.navigation != vessel.navigation) return false;
  if (!line.types.empty() && !listed(line.types, vessel.type)) return false;
  if (!line.gross_tonnage_min) return true;
  return vessel.gross_tonnage && *vessel.gross_tonnage >= *line.gross_tonnage_min;
}

}  // namespace quaywatt::domain
