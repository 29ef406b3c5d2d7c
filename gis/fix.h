#pragma once
// One position report.

#include <compare>
#include <cstdint>

#include "gis/geometry.h"

namespace quaywatt::gis {

inline constexpr std::uint16_t kSpeedUnknown = 0xFFFF;

/// As small as it can be: a window of half an hour is held for every vessel.
struct Fix {
  std::int64_t at_ms = 0;                  ///< UTC, 1970 to 2500
  Position at;
  std::uint16_t sog_ckn = kSpeedUnknown;   ///< speed over ground, 0.01 kn
  bool coarse = false;                     ///< message 27: to a tenth of a minute and a knot, no use at a fence
  auto operator<=>(const Fix&) const = default;
};

}  // namespace quaywatt::gis
