#pragma once
// How long a vessel was alongside, as far as the cabinet's clocks prove it (faults C2, C7, C9). The times named in the
// lines are wall-clock times; between the line that registered the stay and the one that ended it the monotonic clock
// of a boot tells how far the wall clock was moved.

#include <optional>

#include "domain/berth/journal.h"

namespace quaywatt::domain {

struct StaySpan {
  Instant arrived_at{};
  std::optional<Instant> departed_at;      ///< proven: not later than this
  std::optional<Instant> departed_latest;  ///< possible; empty: no later than `departed_at`
};

/// Clocks this much apart agree: below it nothing is widened.
inline constexpr Millis kClockMargin{60'000};

/// `clock_ahead`: the server received one of the two lines before the time it names, so that its clock tells nothing.
/// Within one boot a clock that was moved in between makes both lengths possible, the moved and the true one; across
/// boots without a trusted clock nothing is proven, everything up to the named departure is possible.
StaySpan stay_span(const Stay& stay, bool clock_ahead);

}  // namespace quaywatt::domain
