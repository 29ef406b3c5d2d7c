#pragma once
// Judges one stay by a rule set. Pure: the same facts and rules give the same assessment, whoever asks.

#include "domain/rules/assessment.h"
#include "domain/rules/rule_set.h"
#include "domain/rules/stay_facts.h"

namespace quaywatt::domain {

/// Never throws for facts that keep the promises of stay_facts.h, and never calls anything a violation.
Assessment assess(const StayFacts& facts, const RuleSet& rules);

}  // namespace quaywatt::domain
