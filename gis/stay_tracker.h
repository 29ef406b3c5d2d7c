#pragma once
// Stays of one MMSI from its positions in order of time. Usually that is one vessel; where it is not, paths are told
// apart by the steps no vessel can make.

#include <cstdint>
#include <vector>

#include "gis/berth_watch.h"
#include "gis/detected_stay.h"

namespace quaywatt::gis {

/// A step no vessel can make starts a second path under the same MMSI: an outlier stays a path of one fix, which opens
/// nothing (V2, V3); a second vessel gets stays of its own, marked doubtful (V1).
class VesselTracker {
 public:
  explicit VesselTracker(std::uint32_t mmsi) : mmsi_(mmsi) {}

  /// Takes the next fix; times must not step back. What it changes is added to `changes`.
  void take(const Fix& fix, const Quay& quay, std::vector<StayChange>& changes);

  /// The end of the feed: every stay still held is added, closed when the vessel has been seen away twice, else open.
  void finish(const Quay& quay, std::vector<StayChange>& changes);

  /// Open stays as they look now.
  void add_open(const StaySettings& settings, std::vector<DetectedStay>& stays) const;
  const StayTrack* track_of(FenceNo fence, std::int64_t arrived_ms) const;
  bool has_stay() const;
  /// The fence of the only vessel's open stay, while it has not been seen away; else kNoFence.
  FenceNo lies_at() const;
  /// At least two vessels have been heard more than by accident (V1).
  bool identity_doubtful() const;
  std::uint64_t foreign_steps() const { return foreign_steps_; }
  std::uint32_t mmsi() const { return mmsi_; }

  /// Fences have other numbers: `new_no` gives them, kNoFence where one is gone. A stay there is closed,
  /// named by the old number.
  template <typename NewNo>
  void renumber(NewNo&& new_no, const StaySettings& settings, std::vector<StayChange>& changes) {
    const std::size_t first = changes.size();
    for (auto& path : paths_) path.renumber(new_no, settings, changes);
    name_changes(nullptr, settings, changes, first);
  }

  template <typename Archive>
  void visit(Archive& archive) {
    archive(mmsi_, call_no_, last_departed_ms_, foreign_steps_, paths_);
  }

 private:
  BerthWatch* path_for(const Fix& fix, const StaySettings& settings);
  BerthWatch* start_path(const Fix& fix);
  void name_changes(BerthWatch* path, const StaySettings& settings, std::vector<StayChange>& changes,
                    std::size_t first);

  std::uint32_t mmsi_;
  std::uint32_t call_no_ = 0;
  std::int64_t last_departed_ms_ = 0;
  std::uint64_t foreign_steps_ = 0;
  std::vector<BerthWatch> paths_;
};

}  // namespace quaywatt::gis
