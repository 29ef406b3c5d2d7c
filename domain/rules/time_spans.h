#pragma once
// Time alongside, connected or claimed, as half-open spans [from, to). The only interval arithmetic of the rules.

#include <optional>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::domain {

struct TimeSpan {
  Instant from{};
  Instant to{};  ///< not before `from`
  Millis length() const { return to - from; }
};

/// What `span` and `within` share; empty when that is nothing.
std::optional<TimeSpan> shared_part(TimeSpan span, TimeSpan within);

/// How much of `within` the spans cover together; time covered twice counts once.
Millis united_time(std::vector<TimeSpan> spans, TimeSpan within);

}  // namespace quaywatt::domain
