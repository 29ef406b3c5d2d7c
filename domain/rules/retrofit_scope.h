#pragma once
// Whom the retrofit programme concerns. Type and tonnage come from the survey certificate, never from AIS.

#include "domain/rules/rule_set.h"

namespace quaywatt::domain {

/// The flag and navigation the programme and the new-build rule are about.
bool in_fleet(const VesselFacts& vessel, const FleetScope& fleet);

/// Navigation, type and tonnage are the line's. Unknown tonnage is under every minimum.
bool concerns(const RetrofitLine& line, const VesselFacts& vessel);

}  // namespace quaywatt::domain
