#pragma once
// Stays of all vessels of a feed. Memory grows with vessels, not with positions.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "gis/fence_index.h"
#include "gis/late_order.h"
#include "gis/stay_settings.h"
#include "gis/stay_tracker.h"

namespace quaywatt::gis {

class StayFinder {
 public:
  /// `fences` is not owned and must outlive the finder.
  StayFinder(const FenceIndex& fences, StaySettings settings);

  void take(std::uint32_t mmsi, const Fix& fix);

  /// The end of the feed: every stay found, closed ones in order of departure, open ones last by arrival.
  std::vector<DetectedStay> finish();

  struct Counts {
    std::uint64_t positions = 0;
    std::uint64_t too_late = 0;        ///< older than the window: lost
    std::uint64_t repeated = 0;
    std::uint64_t foreign_steps = 0;   ///< steps no vessel can make
    std::uint64_t vessels = 0;
  };
  Counts counts() const;

 private:
  struct Vessel {
    explicit Vessel(std::uint32_t mmsi) : tracker(mmsi) {}
    LateOrder order;
    VesselTracker tracker;
  };

  const FenceIndex& fences_;
  StaySettings settings_;
  std::unordered_map<std::uint32_t, Vessel> vessels_;
  std::vector<DetectedStay> stays_;
  std::uint64_t positions_ = 0;
  std::uint64_t too_late_ = 0;
};

}  // namespace quaywatt::gis
