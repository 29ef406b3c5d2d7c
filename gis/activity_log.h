#pragma once
// One vessel's activity intervals from its fixes in order of time.

#include <cstdint>
#include <optional>
#include <vector>

#include "gis/activity_interval.h"
#include "gis/fix.h"
#include "gis/stay_settings.h"
#include "gis/waterways.h"

namespace quaywatt::gis {

/// An interval that still grows. Beside the log, because a class nested in it is not complete where the log keeps one.
struct OpenActivity {
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
  Motion motion = Motion::under_way;
  AreaNo waterway = kNoArea;
  AreaNo port_area = kNoArea;
  bool control_area = false;
  FenceNo berth = kNoFence;
  double distance_m = 0;
  double knot_ms = 0;         ///< speed times time
  double cubic_knot_ms = 0;   ///< cubed speed times time
  std::uint32_t fixes = 0;
  std::int64_t silence_max_ms = 0;

  template <typename Archive>
  void visit(Archive& archive) {
    archive(from_ms, to_ms, motion, waterway, port_area, control_area, berth, distance_m, knot_ms, cubic_knot_ms,
            fixes, silence_max_ms);
  }
};

class ActivityLog {
 public:
  /// `berth`: of the open stay the vessel lies in after this fix, kNoFence outside stays. `doubtful`: two vessels under
  /// one MMSI jump between their places; their steps are no distance. `waters` may be null.
  void take(const Fix& fix, FenceNo berth, bool doubtful, const Waterways* waters, const StaySettings& settings,
            std::vector<ActivityInterval>& closed);

  /// The vessel is forgotten: what is open is closed.
  void finish(std::vector<ActivityInterval>& closed);

  template <typename NewNo>
  void renumber(NewNo&& new_no) {
    if (berth_ != kNoFence) berth_ = new_no(berth_);
    if (open_ && open_->berth != kNoFence) open_->berth = new_no(open_->berth);
  }
  /// The chart is another: areas have other numbers.
  void forget_areas();

  template <typename Archive>
  void visit(Archive& archive) {
    archive(last_, berth_, place_.waterway, place_.port_area, place_.control_area, open_);
  }

 private:
  void add_step(const Fix& from, const Fix& to, FenceNo berth, const WaterPlace& place, const StaySettings& settings,
                std::vector<ActivityInterval>& closed);
  void add_span(std::int64_t from_ms, std::int64_t to_ms, const OpenActivity& what, double speed_kn,
                std::vector<ActivityInterval>& closed);
  void close(std::vector<ActivityInterval>& closed);

  std::optional<Fix> last_;
  FenceNo berth_ = kNoFence;      ///< after `last_`
  WaterPlace place_;              ///< of `last_`
  std::optional<OpenActivity> open_;
};

}  // namespace quaywatt::gis
