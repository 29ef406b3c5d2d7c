#include "gis/berth_watch.h"

#include <algorithm>

namespace quaywatt::gis {
namespace {

constexpr std::size_t kCandidatesMax = 3;      ///< fences of one quay stand metres apart, and jitter visits them
constexpr std::int32_t kScoreMax = 8;
constexpr std::int32_t kScoreMin = -4;         ///< a candidate that sinks to it is dropped
constexpr std::int32_t kStillOutsideMax = 4;
constexpr double kJitterM = 15.0;              ///< of a receiver at rest, between two fixes
constexpr double kOnTheEdgeM = 5.0;            ///< closer outside says neither
constexpr double kCoarseM = 200.0;             ///< a tenth of a minute, both ways
constexpr double kCoarseKn = 0.5;              ///< speed in whole knots

bool is_away(const Fix& fix, double speed_kn, FenceNo fence, const Quay& quay) {
  return speed_kn > quay.settings.away_min_kn ||
         quay.fences.shape(fence).farther_than(fix.at, quay.settings.away_min_m);
}

StayEvidence evidence_of(std::int64_t silence_ms, const StaySettings& settings) {
  if (silence_ms > settings.inferred_after.count()) return StayEvidence::inferred;
  return silence_ms > settings.gap_after.count() ? StayEvidence::gaps : StayEvidence::continuous;
}

DetectedStay describe(const OpenStay& stay, std::optional<std::int64_t> latest_ms, const StaySettings& settings) {
  const std::int64_t end_silence = stay.next_seen_ms.value_or(stay.last_alongside_ms) - stay.last_alongside_ms;
  return {.call_no = stay.call_no, .fence = stay.fence, .arrived_ms = stay.arrived_ms,
          .departed_ms = stay.last_alongside_ms, .arrived_earliest_ms = stay.earliest_ms,
          .departed_latest_ms = latest_ms,
          .evidence = evidence_of(std::max(stay.silence_max_ms, end_silence), settings)};
}

/// Counts one fix that is not alongside; true when the stay is over by it.
bool count_absence(OpenStay& stay, std::int64_t at_ms, bool away, const StaySettings& settings) {
  if (!stay.next_seen_ms) stay.next_seen_ms = at_ms;
  if (away) {
    if (!stay.first_away_ms) stay.first_away_ms = at_ms;
    ++stay.away_fixes;
  }
  return away && stay.away_fixes >= settings.away_min_fixes &&
         at_ms - stay.last_alongside_ms > settings.interruption_max.count();
}

}  // namespace

void BerthWatch::take(const Fix& fix, const Quay& quay, std::vector<StayChange>& changes) {
  if (fix.coarse) return take_coarse(fix, quay, changes);
  const double speed = speed_.knots(fix);
  const bool slow = speed <= quay.settings.alongside_max_kn;
  const FenceNo inside = slow ? fence_at(fix, quay.fences) : kNoFence;
  const bool lies_there = stay_ && follow_stay(fix, speed, inside, quay, changes);
  if (lies_there) candidates_.clear();
  else if (inside != kNoFence || !candidates_.empty()) follow_candidates(fix, speed, inside, quay, changes);

  if (!slow) still_outside_ = 0;
  else still_outside_ = std::clamp(still_outside_ + (inside == kNoFence ? 1 : -1), 0, kStillOutsideMax);
  if (speed > quay.settings.away_min_kn) last_under_way_ms_ = fix.at_ms;
  if (!slow) last_moving_ms_ = fix.at_ms;
  speed_.note(fix);
  if (fixes_++ > 0) before_last_ = last_;
  last_ = fix;
}

void BerthWatch::take_coarse(const Fix& fix, const Quay& quay, std::vector<StayChange>& changes) {
  if (!stay_) return;
  const double speed = speed_.knots(fix);
  const bool away = (fix.sog_ckn != kSpeedUnknown && speed > quay.settings.away_min_kn + kCoarseKn) ||
                    quay.fences.shape(stay_->fence).farther_than(fix.at, quay.settings.away_min_m + kCoarseM);
  if (away && count_absence(*stay_, fix.at_ms, away, quay.settings)) close(stay_->first_away_ms, quay, changes);
}

FenceNo BerthWatch::fence_at(const Fix& fix, const FenceIndex& fences) const {
  // Where fences touch or overlap, a vessel stays with the one it is at already.
  if (stay_ && fences.shape(stay_->fence).contains(fix.at)) return stay_->fence;
  for (const auto& candidate : candidates_) {
    if (fences.shape(candidate.fence).contains(fix.at)) return candidate.fence;
  }
  return fences.find(fix.at);
}

/// True when the vessel lies at the berth of its stay.
bool BerthWatch::follow_stay(const Fix& fix, double speed_kn, FenceNo inside, const Quay& quay,
                             std::vector<StayChange>& changes) {
  const StaySettings& settings = quay.settings;
  OpenStay& stay = *stay_;
  const bool at_the_edge = inside == kNoFence && speed_kn <= settings.alongside_max_kn &&
                           !quay.fences.shape(stay.fence).farther_than(fix.at, settings.edge_jitter_m);
  const bool alongside = inside == stay.fence || at_the_edge;
  const bool was_away = stay.away_fixes >= settings.away_min_fixes;
  if (alongside && was_away && fix.at_ms - stay.last_alongside_ms > settings.interruption_max.count()) {
    close(stay.first_away_ms, quay, changes);  // it left and came back: another stay
    return false;
  }
  stay.silence_since_ms = std::max(stay.silence_since_ms, fix.at_ms - last_.at_ms);
  stay.track.add(fix, settings.track_points_max);
  if (alongside) {
    stay.silence_max_ms = std::max(stay.silence_max_ms, stay.silence_since_ms);
    stay.last_alongside_ms = fix.at_ms;
    stay.silence_since_ms = 0;
    stay.next_seen_ms.reset();
    stay.first_away_ms.reset();
    stay.away_fixes = 0;
    return true;
  }
  if (count_absence(stay, fix.at_ms, is_away(fix, speed_kn, stay.fence, quay), settings)) {
    close(stay.first_away_ms, quay, changes);
  }
  return false;
}

void BerthWatch::follow_candidates(const Fix& fix, double speed_kn, FenceNo inside, const Quay& quay,
                                   std::vector<StayChange>& changes) {
  for (auto& candidate : candidates_) count(candidate, fix, speed_kn, inside, quay);
  std::erase_if(candidates_, [&](const BerthCandidate& candidate) {
    return candidate.away_fixes >= quay.settings.away_min_fixes || candidate.score <= kScoreMin;
  });
  if (inside == kNoFence) return;
  const auto here = [inside](const BerthCandidate& candidate) { return candidate.fence == inside; };
  const auto found = std::find_if(candidates_.begin(), candidates_.end(), here);
  if (found == candidates_.end()) return add_candidate(fix, inside, quay);
  if (is_ripe(*found, fix, quay)) open(*found, quay, changes);
}

void BerthWatch::count(BerthCandidate& candidate, const Fix& fix, double speed_kn, FenceNo inside,
                       const Quay& quay) const {
  candidate.track.add(fix, quay.settings.track_points_max);
  if (candidate.fence == inside) {
    candidate.silence_max_ms = std::max(candidate.silence_max_ms, fix.at_ms - last_.at_ms);
    candidate.last_ms = fix.at_ms;
    ++candidate.fixes;
    candidate.score = std::min(candidate.score + 1, kScoreMax);
    candidate.away_fixes = 0;
    return;
  }
  const bool slow = speed_kn <= quay.settings.alongside_max_kn;
  if (slow && quay.fences.shape(candidate.fence).farther_than(fix.at, kOnTheEdgeM)) --candidate.score;
  if (is_away(fix, speed_kn, candidate.fence, quay)) ++candidate.away_fixes;
}

void BerthWatch::add_candidate(const Fix& fix, FenceNo inside, const Quay& quay) {
  if (candidates_.size() == kCandidatesMax) {
    candidates_.erase(std::min_element(candidates_.begin(), candidates_.end(),
                                       [](const auto& a, const auto& b) { return a.score < b.score; }));
  }
  const double last_speed = last_.sog_ckn == kSpeedUnknown ? 0.0 : last_.sog_ckn / 100.0;
  const bool away_before = fixes_ > 0 && is_away(last_, last_speed, inside, quay);
  BerthCandidate candidate{.fence = inside, .first = fix,
                           .earliest_ms = away_before ? std::optional{last_.at_ms} : last_under_way_ms_,
                           .last_ms = fix.at_ms, .fixes = 1, .score = 1};
  // A vessel that lies just beside a fence is now and then put into it by jitter: it must come in more often than that.
  if (!away_before) candidate.score -= still_outside_;
  if (fixes_ > 0) candidate.track.add(last_, quay.settings.track_points_max);
  candidate.track.add(fix, quay.settings.track_points_max);
  candidates_.push_back(std::move(candidate));
}

bool BerthWatch::is_ripe(const BerthCandidate& candidate, const Fix& fix, const Quay& quay) const {
  const StaySettings& settings = quay.settings;
  const std::int64_t span_ms = fix.at_ms - candidate.first.at_ms;
  if (candidate.fixes < settings.alongside_min_fixes || span_ms < settings.alongside_min_span.count()) return false;
  if (candidate.score < 1) return false;
  const double made_good_m = std::max(0.0, distance_m(candidate.first.at, fix.at) - kJitterM);
  const double made_good_kn = made_good_m / (static_cast<double>(span_ms) / 1000.0) / kMetresPerSecondPerKnot;
  if (made_good_kn > settings.alongside_drift_max_kn) return false;
  if (!stay_ || is_away(fix, 0.0, stay_->fence, quay)) return true;
  // Into a neighbour's fence, but not away from its own: jitter looks the same, so it must have moved or stay there.
  const bool moved = last_moving_ms_ && *last_moving_ms_ > stay_->last_alongside_ms;
  return moved || span_ms > settings.interruption_max.count();
}

void BerthWatch::open(BerthCandidate& candidate, const Quay& quay, std::vector<StayChange>& changes) {
  if (stay_) close(stay_->first_away_ms.value_or(candidate.first.at_ms), quay, changes);
  stay_ = OpenStay{.fence = candidate.fence, .arrived_ms = candidate.first.at_ms, .earliest_ms = candidate.earliest_ms,
                   .last_alongside_ms = candidate.last_ms, .silence_max_ms = candidate.silence_max_ms,
                   .track = std::move(candidate.track)};
  candidates_.clear();
  DetectedStay opened = describe(*stay_, {}, quay.settings);
  opened.open = true;
  changes.push_back({StayChange::Kind::opened, opened, {}});
}

void BerthWatch::close(std::optional<std::int64_t> latest_ms, const Quay& quay, std::vector<StayChange>& changes) {
  changes.push_back({StayChange::Kind::closed, describe(*stay_, latest_ms, quay.settings), stay_->track.points()});
  stay_.reset();
}

std::optional<DetectedStay> BerthWatch::looks(const StaySettings& settings) const {
  if (!stay_) return std::nullopt;
  DetectedStay stay = describe(*stay_, stay_->first_away_ms, settings);
  stay.open = true;
  return stay;
}

void BerthWatch::finish(const Quay& quay, std::vector<StayChange>& changes) {
  if (!stay_) return;
  const bool gone = stay_->away_fixes >= quay.settings.away_min_fixes;
  close(stay_->first_away_ms, quay, changes);
  changes.back().stay.open = !gone;
}

void BerthWatch::forget_last() {
  last_ = *before_last_;
  before_last_.reset();
}

}  // namespace quaywatt::gis
