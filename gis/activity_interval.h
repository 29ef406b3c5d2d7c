#pragma once
// What a vessel did over a time, for the inventory: kept instead of the positions it comes from.

#include <cstdint>
#include <string_view>

#include "gis/fence_index.h"
#include "gis/waterways.h"

namespace quaywatt::gis {

/// A hint for the inventory's mode, which the load decides in the end. Inside a detected stay a vessel is `alongside`
/// whatever its momentary speed: jitter at the quay makes no propulsion emissions.
enum class Motion : std::uint8_t { alongside, still, under_way };
inline constexpr std::string_view kMotionNames[]{"alongside", "still", "under_way"};

/// One motion in one waterway and port area, at most an hour, never across a full clock hour (UTC) and never across a
/// silence longer than StaySettings::gap_after, except alongside, where the vessel is known to lie.
struct ActivityInterval {
  std::uint32_t mmsi = 0;
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;                  ///< > from_ms
  Motion motion = Motion::under_way;
  AreaNo waterway = kNoArea;
  AreaNo port_area = kNoArea;
  bool control_area = false;
  FenceNo berth = kNoFence;                ///< alongside only
  double distance_m = 0;                   ///< along the fixes
  double mean_speed_kn = 0;                ///< over time
  double cubic_speed_kn = 0;               ///< the speed whose cube is the mean cube: propulsion power goes with it
  std::uint32_t fixes = 0;
  std::int64_t silence_max_ms = 0;
  std::int64_t duration_ms() const { return to_ms - from_ms; }
};

}  // namespace quaywatt::gis
