#pragma once
// Which sources decided an assessment.

#include "domain/rules/outcome.h"

namespace quaywatt::domain {

/// Ids of the sources in force on the day of arrival, the deciding one first, each once. Before any rule: the one
/// that came first in these waters. Reads outcome, findings and city target of `assessment`.
std::vector<std::string> basis_of(const StayFacts& facts, const RuleSet& rules, const Circumstances& c,
                                  const Decision& decision, const Assessment& assessment);

/// The rule that first covered these waters; null when none ever did.
const ObligationRule* first_obligation(const RuleSet& rules, Waters waters);

}  // namespace quaywatt::domain
