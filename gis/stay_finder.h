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

  /// The end of the feed: every stay found, closed ones in order of departure, open ones last by arrival. Positions
  /// later than `not_after_ms`, the caller's clock, and than the whole feed are left out (fault C9).
  std::vector<DetectedStay> finish(std::int64_t not_after_ms = INT64_MAX - 1);

  struct Counts {
    std::uint64_t positions = 0;
    std::uint64_t too_late = 0;        ///< older than the window: lost
    std::uint64_t repeated = 0;
    std::uint64_t from_the_future = 0;
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
  std::vector<StayChange> changes_;
  std::vector<DetectedStay> stays_;
  Counts counts_;
  Vessel* latest_ = nullptr;           ///< feeds sorted by vessel need no search
};

}  // namespace quaywatt::gis
