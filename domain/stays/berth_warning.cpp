#include "domain/stays/berth_warning.h"

#include <algorithm>

#include "domain/rules/assess.h"
#include "domain/time/shanghai.h"

namespace quaywatt::domain {

namespace {

std::optional<Millis> threshold_for(const StayFacts& facts, const RuleSet& rules) {
  const auto* rule = obligation_in_force(rules, facts.berth.waters, shanghai_date(facts.stay.arrived_at));
  return rule ? threshold_of(*rule, facts.berth.waters) : std::nullopt;
}

/// Would the rules suspect the vessel if it went on without shore power until `until`?
bool suspected(StayFacts facts, Instant until, const RuleSet& rules) {
  facts.stay.departed_at.reset();
  facts.stay.arrived_earliest.reset();
  facts.stay.departed_latest.reset();
  facts.as_of = until;
  return assess(facts, rules).outcome == Outcome::not_connected;
}

}  // namespace

std::optional<BerthWarning> warning_due(const StayFacts& facts, Instant now, const RuleSet& rules,
                                        const WarningSettings& settings) {
  if (facts.stay.departed_at || !facts.connections.empty()) return std::nullopt;
  const auto threshold = threshold_for(facts, rules);
  if (!threshold) return std::nullopt;
  const Millis alongside = now - facts.stay.arrived_at;
  const bool over = alongside > *threshold;  // a stay of exactly the threshold is within it (C6)
  if (!over && alongside < settings.first_after) return std::nullopt;
  const Instant just_over = facts.stay.arrived_at + *threshold + Millis{1};
  if (!suspected(facts, std::max(now, just_over), rules)) return std::nullopt;
  return over ? BerthWarning::over_threshold : BerthWarning::approaching;
}

WarningStep warning_step(const StayFacts& facts, std::optional<BerthWarning> due,
                         const std::set<BerthWarning>& raised_before, bool any_stands) {
  WarningStep step;
  if (due && !raised_before.contains(*due)) step.raise = due;
  if (due || !any_stands) return step;
  step.end = facts.stay.departed_at          ? WarningEnd::departed
             : !facts.connections.empty()    ? WarningEnd::connected
                                             : WarningEnd::settled;
  return step;
}

}  // namespace quaywatt::domain
