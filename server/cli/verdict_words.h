#pragma once
// The words people read for what the rules say; the English ones are the names of domain/rules/names.h.

#include <string_view>

#include "domain/rules/assessment.h"
#include "domain/rules/stay_facts.h"

namespace quaywatt::server {

std::string_view outcome_zh(domain::Outcome outcome);
std::string_view finding_zh(domain::Finding finding);
std::string_view vessel_type_zh(domain::VesselType type);

}  // namespace quaywatt::server
