#pragma once
// The city's usage target, read literally: it counts stays whether or not vessel and berth are equipped.

#include "domain/rules/circumstances.h"

namespace quaywatt::domain {

/// The stay's share in the literal target; empty where the stay is not in its denominator or that is not known.
/// The target is defined per port call; this is the share of one stay, legs of a shift are joined by the caller.
std::optional<UsageShare> literal_share(const StayFacts& facts, const RuleSet& rules, const Circumstances& c);

}  // namespace quaywatt::domain
