#pragma once
// The vessels of a live feed: last position, open stays, what they did. One owner, one thread; time comes in with the
// call. Memory goes with vessels: about 1.5 KB each at one report in half a minute (the window that puts late positions
// in order is most of it).

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "gis/activity_interval.h"
#include "gis/detected_stay.h"
#include "gis/fence_index.h"
#include "gis/stay_settings.h"
#include "gis/waterways.h"

namespace quaywatt::gis {

inline constexpr std::size_t kTrackPointsMax = 48;

struct LiveSettings {
  StaySettings stays{.track_points_max = kTrackPointsMax};
  domain::Millis forget_after = std::chrono::hours{24};   ///< silent so long and without an open stay: forgotten
  std::size_t vessels_max = 250'000;                      ///< a flood of invented MMSIs ends here (fault V11)
};

/// What became of a fix.
enum class Taken {
  accepted,
  repeated,
  too_late,   ///< older than the window: the stays cannot change any more; keep it and judge again by hand (fault V13)
  no_room     ///< a new vessel beyond vessels_max
};

/// Changes are final: no position that is late within the window can undo them. Tracks ride with closed stays.
struct LiveChanges {
  std::vector<StayChange> stays;
  std::vector<ActivityInterval> activity;
};

struct LastSeen {
  std::uint32_t mmsi = 0;
  Fix fix;                        ///< the newest by its own time, whatever was put in order since
  bool identity_doubtful = false; ///< two vessels use this MMSI (V1)
};

struct SnapshotRefused {
  std::string reason;             ///< zh and en
};

class LiveTracker {
 public:
  /// `waters` may be empty: then activity has no waterway.
  LiveTracker(std::vector<Fence> fences, std::shared_ptr<const Waterways> waters, LiveSettings settings);
  ~LiveTracker();
  LiveTracker(LiveTracker&&) noexcept;
  LiveTracker& operator=(LiveTracker&&) noexcept;

  /// Final changes are added to `changes`; they come up to the window (30 min) after the positions that made them.
  Taken take(std::uint32_t mmsi, const Fix& fix, LiveChanges& changes);

  /// Time passes: what has waited longer than the window by this clock is put in order without waiting for the next
  /// fix; vessels long silent without an open stay are forgotten. Call about once a minute.
  void advance(std::int64_t now_ms, LiveChanges& changes);

  /// Every open stay as it looks now, with the positions that still wait counted in: what the picture and the warnings
  /// go by. `departed_ms` is when it was last seen alongside. In order of arrival.
  std::vector<DetectedStay> open_stays() const;

  /// Evidence of an open stay so far; empty when there is no such stay.
  std::vector<Fix> track_of(std::uint32_t mmsi, FenceNo fence, std::int64_t arrived_ms) const;

  std::optional<LastSeen> last_seen(std::uint32_t mmsi) const;
  std::vector<LastSeen> last_seen() const;
  std::size_t vessels() const;

  const std::vector<Fence>& fences() const;
  const Waterways* waters() const;

  /// Other fences come into force: stays go on at the berth of the same name; those whose berth is gone are closed as
  /// last seen alongside.
  void change_fences(std::vector<Fence> fences, LiveChanges& changes);

  /// Everything, as bytes with a version and a checksum. Fences are named in it, not held.
  std::string snapshot() const;

  /// As `snapshot` left it: the same positions then give the same changes. A stay at a berth that `fences` does not
  /// have any more is closed in `changes`. Damaged or foreign bytes are refused and the tracker is not made.
  static std::variant<LiveTracker, SnapshotRefused> restore(std::string_view bytes, std::vector<Fence> fences,
                                                            std::shared_ptr<const Waterways> waters,
                                                            LiveSettings settings, LiveChanges& changes);

 private:
  struct State;
  explicit LiveTracker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace quaywatt::gis
