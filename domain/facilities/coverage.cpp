#include "domain/facilities/coverage.h"

#include <optional>

namespace quaywatt::domain {
namespace {

std::optional<LeftOut> reason_to_leave(const CoveredPlace& place, DangerousCargo dangerous) {
  if (place.use == BerthUse::demolished) return LeftOut::demolished;
  if (place.use == BerthUse::idle) return LeftOut::idle;
  if (dangerous == DangerousCargo::left_out && place.cargo != CargoClass::general) return LeftOut::dangerous_cargo;
  if (!place.exclusion.empty()) return LeftOut::excluded_by_decision;
  return std::nullopt;
}

}  // namespace

Coverage coverage_of(const std::vector<CoveredPlace>& places, DangerousCargo dangerous) {
  Coverage coverage;
  for (const auto& place : places) {
    if (const auto reason = reason_to_leave(place, dangerous)) {
      coverage.left_out.push_back(
          {place.id, *reason, *reason == LeftOut::excluded_by_decision ? place.exclusion : std::string{}});
      continue;
    }
    ++coverage.in_scope;
    if (place.supplied) ++coverage.covered;
    else coverage.missing.push_back(place.id);
  }
  return coverage;
}

}  // namespace quaywatt::domain
