#pragma once
// The remarks that ride along with an assessment.

#include "domain/rules/outcome.h"

namespace quaywatt::domain {

/// Sorted, each once. None where the rules do not concern the stay or the vessel at all.
std::vector<Finding> find_remarks(const StayFacts& facts, const RuleSet& rules, const Circumstances& c,
                                  const Decision& decision);

}  // namespace quaywatt::domain
