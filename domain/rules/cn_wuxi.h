#pragma once
// The rule set shipped for Wuxi: national duty, control area, the city's programme and target.

#include "domain/rules/rule_set.h"

namespace quaywatt::domain {

/// Built once, never changed.
const RuleSet& cn_wuxi_rules();

}  // namespace quaywatt::domain
