#pragma once
// Sums of watt-hours that stop at the end of 64 bits: registers no meter has must not wrap into small figures.

#include <limits>

#include "domain/units.h"

namespace quaywatt::domain {

/// a + b, at most (least) what 64 bits hold.
constexpr WattHours add_saturated(WattHours a, WattHours b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a.value, b.value, &sum)) return WattHours{sum};
  return WattHours{a.value < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max()};
}

}  // namespace quaywatt::domain
