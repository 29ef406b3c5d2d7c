#pragma once
// How long to stay away after failures: doubling, with jitter, under a ceiling, so that a port full of agents does
// not knock in step when the server comes back (faults N3, N9).

#include <cstdint>

#include "domain/time/instant.h"

namespace quaywatt::agent {

/// Randomness, injected: each call gives 0 … 2^32 − 1, evenly.
class RandomSource {
 public:
  virtual ~RandomSource() = default;
  virtual std::uint32_t next() = 0;
};

struct BackOffSettings {
  domain::Millis first{2'000};
  domain::Millis ceiling{300'000};
};

/// Pause after the `failures`-th failure in a row (1 = first): between half and all of first × 2^(failures−1), at
/// most the ceiling.
domain::Millis back_off(std::uint32_t failures, const BackOffSettings& settings, RandomSource& random);

}  // namespace quaywatt::agent
