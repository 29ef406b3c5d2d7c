#pragma once
// What the declarations of a stay are worth: which cover time, which a person must look at, which lack evidence.

#include <vector>

#include "domain/rules/rule_set.h"
#include "domain/rules/time_spans.h"

namespace quaywatt::domain {

struct Claims {
  std::vector<Claim> accepted;    ///< recorded, confirmed, on the list: they cover their time
  std::vector<Claim> unconfirmed; ///< on the list and recorded; nobody but the declarer says so
  std::vector<Claim> doubtful;    ///< recorded, of a kind a person decides
  std::vector<Claim> refused;     ///< recorded, of a kind that changes nothing
  bool unrecorded_any = false;    ///< claimed without a record of the time: judged without it
  Millis alternative_time{0};     ///< of the proven stay, covered by accepted alternatives
  Millis covered_time{0};         ///< of the proven stay, covered by accepted alternatives and impediments

  bool recorded_any() const {
    return !accepted.empty() || !unconfirmed.empty() || !doubtful.empty() || !refused.empty();
  }
};

/// Those of `claims` that are alternatives.
std::vector<Claim> alternatives_of(const std::vector<Claim>& claims);

/// `proven` is empty while the length of the stay is unknown; then nothing is covered. A claim that shares no time
/// with `possible`, the widest the stay can have been, says nothing of this stay and is left out.
Claims weigh_claims(const std::vector<DeclarationFacts>& declarations, const RuleSet& rules,
                    std::optional<TimeSpan> proven, TimeSpan possible);

}  // namespace quaywatt::domain
