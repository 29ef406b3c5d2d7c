#pragma once
// One vessel's stays from its own fixes in order of time: a pure, incremental state machine. Geometry and speed
// decide; the navigational status is not even looked at (fault V5).

#include <cstdint>
#include <optional>
#include <vector>

#include "gis/detected_stay.h"
#include "gis/fence_index.h"
#include "gis/speed_estimate.h"
#include "gis/stay_settings.h"
#include "gis/stay_track.h"

namespace quaywatt::gis {

/// Where and by which rules is watched; both outlive the call.
struct Quay {
  const FenceIndex& fences;
  const StaySettings& settings;
};

/// A berth the vessel may be about to lie at.
struct BerthCandidate {
  FenceNo fence = kNoFence;
  Fix first;                               ///< first seen alongside
  std::optional<std::int64_t> earliest_ms = {}; ///< last seen away before
  std::int64_t last_ms = 0;
  std::int64_t silence_max_ms = 0;
  std::int32_t fixes = 0;                  ///< alongside here
  std::int32_t score = 0;                  ///< those less the ones lying still elsewhere, bounded on both sides
  std::int32_t away_fixes = 0;
  StayTrack track = {};

  template <typename Archive>
  void visit(Archive& archive) {
    archive(fence, first, earliest_ms, last_ms, silence_max_ms, fixes, score, away_fixes, track);
  }
};

struct OpenStay {
  FenceNo fence = kNoFence;
  std::uint32_t call_no = 0;
  std::int64_t arrived_ms = 0;
  std::optional<std::int64_t> earliest_ms = {};
  std::int64_t last_alongside_ms = 0;
  std::int64_t silence_max_ms = 0;         ///< longest between fixes up to last_alongside_ms
  std::int64_t silence_since_ms = 0;       ///< longest between fixes after it; joins when seen alongside again
  std::optional<std::int64_t> next_seen_ms = {};        ///< first fix of any kind after last_alongside_ms
  std::optional<std::int64_t> first_away_ms = {};
  std::int32_t away_fixes = 0;
  StayTrack track = {};

  template <typename Archive>
  void visit(Archive& archive) {
    archive(fence, call_no, arrived_ms, earliest_ms, last_alongside_ms, silence_max_ms, silence_since_ms, next_seen_ms,
            first_away_ms, away_fixes, track);
  }
};

class BerthWatch {
 public:
  /// Takes the next fix; times must not step back. What it changes is added to `changes`, without vessel and call.
  void take(const Fix& fix, const Quay& quay, std::vector<StayChange>& changes);

  /// The end of the feed: the stay as closed when it has been seen away twice, else as open.
  void finish(const Quay& quay, std::vector<StayChange>& changes);

  /// The stay as it looks now, open.
  std::optional<DetectedStay> looks(const StaySettings& settings) const;
  const OpenStay* stay() const { return stay_ ? &*stay_ : nullptr; }
  void name_call(std::uint32_t call_no) { stay_->call_no = call_no; }

  const Fix& last() const { return last_; }
  const std::optional<Fix>& before_last() const { return before_last_; }
  /// `last` turned out to be an outlier: the one before it counts again.
  void forget_last();
  std::uint32_t fixes() const { return fixes_; }

  /// Fences have other numbers now. A stay whose fence is gone is closed.
  template <typename NewNo>
  void renumber(NewNo&& new_no, const StaySettings& settings, std::vector<StayChange>& changes);

  template <typename Archive>
  void visit(Archive& archive) {
    archive(last_, before_last_, speed_, fixes_, last_under_way_ms_, last_moving_ms_, still_outside_, candidates_,
            stay_);
  }

 private:
  bool follow_stay(const Fix& fix, double speed_kn, FenceNo inside, const Quay& quay,
                   std::vector<StayChange>& changes);
  void follow_candidates(const Fix& fix, double speed_kn, FenceNo inside, const Quay& quay,
                         std::vector<StayChange>& changes);
  void count(BerthCandidate& candidate, const Fix& fix, double speed_kn, FenceNo inside, const Quay& quay) const;
  void add_candidate(const Fix& fix, FenceNo inside, const Quay& quay);
  bool is_ripe(const BerthCandidate& candidate, const Fix& fix, const Quay& quay) const;
  void open(BerthCandidate& candidate, const Quay& quay, std::vector<StayChange>& changes);
  void close(std::optional<std::int64_t> latest_ms, const Quay& quay, std::vector<StayChange>& changes);
  void take_coarse(const Fix& fix, const Quay& quay, std::vector<StayChange>& changes);
  FenceNo fence_at(const Fix& fix, const FenceIndex& fences) const;

  Fix last_;
  std::optional<Fix> before_last_;
  SpeedEstimate speed_;
  std::uint32_t fixes_ = 0;
  std::optional<std::int64_t> last_under_way_ms_;   ///< faster than away_min_kn
  std::optional<std::int64_t> last_moving_ms_;      ///< faster than alongside_max_kn
  std::int32_t still_outside_ = 0;                  ///< lying still in no fence, lately; bounded
  std::vector<BerthCandidate> candidates_;
  std::optional<OpenStay> stay_;
};

template <typename NewNo>
void BerthWatch::renumber(NewNo&& new_no, const StaySettings& settings, std::vector<StayChange>& changes) {
  std::erase_if(candidates_, [&](BerthCandidate& candidate) {
    candidate.fence = new_no(candidate.fence);
    return candidate.fence == kNoFence;
  });
  if (!stay_) return;
  const FenceNo old_no = stay_->fence;
  stay_->fence = new_no(old_no);
  if (stay_->fence != kNoFence) return;
  stay_->fence = old_no;
  StayChange lost{StayChange::Kind::closed, *looks(settings), stay_->track.points()};
  lost.stay.open = false;
  changes.push_back(std::move(lost));
  stay_.reset();
}

}  // namespace quaywatt::gis
