#pragma once
// Stays of one vessel from its positions in order of time: a pure, incremental state machine. Geometry and speed
// decide; the navigational status is not even looked at (fault V5).

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/time/instant.h"
#include "gis/fence_index.h"
#include "gis/stay_settings.h"

namespace quaywatt::gis {

inline constexpr std::uint16_t kSpeedUnknown = 0xFFFF;

/// One position report, as small as it can be: a window of half an hour is held for every vessel.
struct Fix {
  std::int64_t at_ms = 0;                  ///< UTC
  Position at;
  std::uint16_t sog_ckn = kSpeedUnknown;   ///< speed over ground, 0.01 kn
  auto operator<=>(const Fix&) const = default;
};

enum class StayEvidence { continuous, gaps, inferred };

struct DetectedStay {
  std::uint32_t mmsi = 0;
  std::uint32_t call_no = 1;               ///< port call of this vessel, from 1
  FenceNo fence = kNoFence;
  std::int64_t arrived_ms = 0;             ///< first seen alongside
  std::int64_t departed_ms = 0;            ///< last seen alongside
  std::optional<std::int64_t> arrived_earliest_ms;   ///< last seen away before
  std::optional<std::int64_t> departed_latest_ms;    ///< first seen away after
  StayEvidence evidence = StayEvidence::continuous;
  bool open = false;
  bool identity_doubtful = false;          ///< two vessels use this MMSI (V1)
};

/// One vessel's path. A step no vessel can make starts a second path under the same MMSI: an outlier stays a path of
/// one fix, which opens nothing (V2, V3); a second vessel gets stays of its own, marked doubtful (V1).
class VesselTracker {
 public:
  explicit VesselTracker(std::uint32_t mmsi) : mmsi_(mmsi) {}

  /// Takes the next fix; times must not step back. Closed stays are added to `closed`.
  void take(const Fix& fix, const FenceIndex& fences, const StaySettings& settings, std::vector<DetectedStay>& closed);

  /// The end of the feed: what has been seen away twice is closed, the rest is added as open.
  void finish(const StaySettings& settings, std::vector<DetectedStay>& stays);

  std::uint64_t foreign_steps() const { return foreign_steps_; }

 private:
  struct Candidate {
    FenceNo fence = kNoFence;
    std::int64_t first_ms = 0;
    std::optional<std::int64_t> earliest_ms;
    int fixes = 0;
    int away_fixes = 0;
    std::int64_t silence_max_ms = 0;
  };
  struct OpenStay {
    FenceNo fence = kNoFence;
    std::int64_t arrived_ms = 0;
    std::optional<std::int64_t> earliest_ms;
    std::int64_t last_alongside_ms = 0;
    std::int64_t silence_max_ms = 0;       ///< longest between fixes up to last_alongside_ms
    std::int64_t silence_since_ms = 0;     ///< longest between fixes after it; joins when seen alongside again
    std::optional<std::int64_t> next_seen_ms;          ///< first fix of any kind after last_alongside_ms
    std::optional<std::int64_t> first_away_ms;
    int away_fixes = 0;
  };
  struct Path {
    Fix last;
    std::optional<Fix> before_last;        ///< counts again when `last` turns out to be the outlier
    std::uint32_t fixes = 0;
    std::optional<std::int64_t> last_under_way_ms;
    std::optional<Candidate> candidate;
    std::optional<OpenStay> stay;
  };

  Path* path_for(const Fix& fix, const StaySettings& settings);
  Path* start_path(const Fix& fix);
  void advance(Path& path, const Fix& fix, const FenceIndex& fences, const StaySettings& settings,
               std::vector<DetectedStay>& closed);
  void follow_stay(Path& path, const Fix& fix, bool alongside, bool away, const StaySettings& settings,
                   std::vector<DetectedStay>& closed);
  void follow_candidate(Path& path, const Fix& fix, FenceNo alongside_at, double speed_kn, const FenceIndex& fences,
                        const StaySettings& settings, std::vector<DetectedStay>& closed);
  void close(Path& path, std::optional<std::int64_t> latest_ms, const StaySettings& settings,
             std::vector<DetectedStay>& closed);
  DetectedStay describe(const OpenStay& stay, std::optional<std::int64_t> latest_ms, const StaySettings& settings);

  std::uint32_t mmsi_;
  std::uint32_t call_no_ = 0;
  std::int64_t last_departed_ms_ = 0;
  std::uint64_t foreign_steps_ = 0;
  std::vector<Path> paths_;
};

}  // namespace quaywatt::gis
