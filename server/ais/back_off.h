#pragma once
// How long to stay away from a sender that does not answer: doubling with jitter under a ceiling (fault N3).

#include <cstdint>

#include "domain/time/instant.h"

namespace quaywatt::server {

inline constexpr domain::Millis kFeedBackOffFirst{1'000};
inline constexpr domain::Millis kFeedBackOffCeiling{60'000};

/// After the `failures`-th failure in a row (from 1): between half and all of first × 2^(failures−1), at most the
/// ceiling. `random` gives 0 … 2^32 − 1, evenly.
domain::Millis feed_back_off(std::uint32_t failures, std::uint32_t random);

}  // namespace quaywatt::server
