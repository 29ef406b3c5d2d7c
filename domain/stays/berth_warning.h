#pragma once
// Who must be told that a vessel lies at a capable berth without shore power: the skipper and the terminal in time to
// connect, the bureau when the rule's threshold is passed. A warning accuses nobody: it says what the rules would say
// of the stay if it went on like this. Pure.

#include <optional>
#include <set>

#include "domain/rules/rule_set.h"

namespace quaywatt::domain {

enum class BerthWarning {
  approaching,     ///< still time to connect
  over_threshold   ///< alongside for longer than the rule in force allows
};

/// Why a warning no longer stands.
enum class WarningEnd {
  departed,
  connected,
  settled          ///< an alternative, an impediment, a fact that was not known before: no duty is in sight any more
};

struct WarningSettings {
  Millis first_after{90 * 60 * 1000};  ///< since arrival, inclusive; the threshold itself is the rule's
};

/// The warning that fits a stay at `now`. `facts.stay` is the stay as positions show it; `facts.as_of` is not read.
/// Whether there is a duty is asked of the rules: the vessel's class and facility, the berth's supply, connections and
/// declarations decide as they do for a verdict.
std::optional<BerthWarning> warning_due(const StayFacts& facts, Instant now, const RuleSet& rules,
                                        const WarningSettings& settings);

/// What to do with the warnings of one stay: each is raised once in its life, all that stand end together.
struct WarningStep {
  std::optional<BerthWarning> raise;
  std::optional<WarningEnd> end;
};
WarningStep warning_step(const StayFacts& facts, std::optional<BerthWarning> due,
                         const std::set<BerthWarning>& raised_before, bool any_stands);

}  // namespace quaywatt::domain
