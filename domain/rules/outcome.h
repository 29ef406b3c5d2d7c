#pragma once
// The ladder of outcomes: which is the first that fits, and what is left for a person to look at.

#include <vector>

#include "domain/rules/circumstances.h"

namespace quaywatt::domain {

/// Why a person must look at a stay; every one that applies.
enum class ReviewReason {
  unconfirmed_claim,
  doubtful_claim,
  supply_mismatch,
  no_energy_drawn,       ///< plugged in, the register did not move
  clean_fuel_undeclared  ///< the vessel's fuel may be an alternative that nobody declared
};

/// What would put this stay under review once the duty is reached; asked by `decide` and the explanation alike.
std::vector<ReviewReason> review_reasons(const StayFacts& facts, const RuleSet& rules, const Circumstances& c);

struct Decision {
  Outcome outcome = Outcome::before_rule;
  std::optional<Outcome> not_obliged_because;  ///< with `encouraged_use`: what would else have been the outcome
  std::vector<ReviewReason> review;            ///< with `needs_review`
};

Decision decide(const StayFacts& facts, const RuleSet& rules, const Circumstances& c);

Duty duty_of(const Decision& decision, const Circumstances& c);

}  // namespace quaywatt::domain
