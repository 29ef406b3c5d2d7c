#pragma once
// What the facts of a stay amount to under a rule set, before anything is decided: time, supply, use, claims.

#include "domain/rules/claims.h"
#include "domain/rules/rule_set.h"
#include "domain/rules/time_spans.h"

namespace quaywatt::domain {

enum class SupplyState { usable, absent, not_inspected, out_of_reach, occupied, reach_unknown };

struct Circumstances {
  Date arrival;                                ///< Asia/Shanghai; rules, tonnage, survey, inspection are of this day
  const ObligationRule* obligation = nullptr;  ///< in force that day in those waters; null: none
  Millis threshold{0};                         ///< of the obligation
  bool surveyed = false;                       ///< receiving facility surveyed by that day
  SupplyState supply = SupplyState::absent;
  bool parameters_differ = false;              ///< supply and facility, where both are known
  std::optional<TimeSpan> proven;              ///< seen alongside; empty: no departure and nothing to judge up to
  Millis possible{0};                          ///< the longest the stay can have been; only with `proven`
  Claims claims;
  Millis connected{0};                         ///< united, within the proven time
  WattHours energy;
  bool plugged = false;                        ///< connected at all
  bool used = false;                           ///< connected with energy

  Millis stay() const { return proven ? proven->length() : Millis{0}; }
  Millis left_of_alternatives() const { return stay() - claims.alternative_time; }
  Millis left_of_claims() const { return stay() - claims.covered_time; }
};

/// `rules` must outlive the result.
Circumstances establish(const StayFacts& facts, const RuleSet& rules);

}  // namespace quaywatt::domain
