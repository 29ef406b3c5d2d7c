#include "gis/stay_tracker.h"

#include <algorithm>
#include <limits>

namespace quaywatt::gis {
namespace {

constexpr std::size_t kPathsMax = 4;        ///< vessels told apart under one MMSI
constexpr std::uint32_t kVesselMinFixes = 3;  ///< a path of fewer is an outlier, not a second vessel

/// The reported speed, else the speed the step since the last fix implies; nullopt when neither is known.
std::optional<double> speed_kn(const Fix& fix, const Fix& before) {
  if (fix.sog_ckn != kSpeedUnknown) return fix.sog_ckn / 100.0;
  const auto elapsed_ms = fix.at_ms - before.at_ms;
  if (elapsed_ms <= 0) return std::nullopt;
  return distance_m(before.at, fix.at) / (static_cast<double>(elapsed_ms) / 1000.0) / kMetresPerSecondPerKnot;
}

bool is_away(const Fix& fix, double speed, FenceNo fence, const FenceIndex& fences, const StaySettings& settings) {
  return speed > settings.away_min_kn || fences.shape(fence).farther_than(fix.at, settings.away_min_m);
}

/// The berth this fix lies at: the one it already belongs to where fences touch, else whichever holds it.
FenceNo fence_at(const Fix& fix, FenceNo usual, const FenceIndex& fences) {
  if (usual != kNoFence && fences.shape(usual).contains(fix.at)) return usual;
  return fences.find(fix.at);
}

}  // namespace

void VesselTracker::take(const Fix& fix, const FenceIndex& fences, const StaySettings& settings,
                         std::vector<DetectedStay>& closed) {
  Path* path = path_for(fix, settings);
  if (path == nullptr) {
    path = start_path(fix);
    if (path == nullptr) return;
  }
  advance(*path, fix, fences, settings, closed);
}

VesselTracker::Path* VesselTracker::path_for(const Fix& fix, const StaySettings& settings) {
  const auto within_reach_m = [&](const Fix& from) -> std::optional<double> {
    const double metres = distance_m(from.at, fix.at);
    const double elapsed_s = static_cast<double>(fix.at_ms - from.at_ms) / 1000.0;
    const double reach_m = settings.step_slack_m + settings.step_max_kn * kMetresPerSecondPerKnot * elapsed_s;
    return metres <= reach_m ? std::optional{metres} : std::nullopt;
  };
  Path* nearest = nullptr;
  double nearest_m = std::numeric_limits<double>::infinity();
  for (auto& path : paths_) {
    const auto metres = within_reach_m(path.last);
    if (metres && *metres < nearest_m) {
      nearest = &path;
      nearest_m = *metres;
    }
  }
  if (nearest != nullptr) return nearest;
  for (auto& path : paths_) {  // after a long silence an outlier can lie within reach: the path before it goes on
    if (path.before_last && within_reach_m(*path.before_last)) {
      path.last = *path.before_last;
      path.before_last.reset();
      ++foreign_steps_;
      return &path;
    }
  }
  return nullptr;
}

VesselTracker::Path* VesselTracker::start_path(const Fix& fix) {
  if (!paths_.empty()) ++foreign_steps_;
  if (paths_.size() == kPathsMax) {
    const auto stale = std::find_if(paths_.begin(), paths_.end(), [](const Path& path) { return !path.stay; });
    if (stale == paths_.end()) return nullptr;
    paths_.erase(stale);
  }
  paths_.push_back({.last = fix});
  return &paths_.back();
}

void VesselTracker::advance(Path& path, const Fix& fix, const FenceIndex& fences, const StaySettings& settings,
                            std::vector<DetectedStay>& closed) {
  const std::optional<double> known_speed = speed_kn(fix, path.last);
  const double speed = known_speed.value_or(settings.away_min_kn);  // unknown: neither alongside nor away
  const FenceNo usual = path.stay ? path.stay->fence : path.candidate ? path.candidate->fence : kNoFence;
  const FenceNo fence = speed <= settings.alongside_max_kn ? fence_at(fix, usual, fences) : kNoFence;

  if (path.stay) {
    const bool alongside = fence == path.stay->fence;
    const bool away = !alongside && is_away(fix, speed, path.stay->fence, fences, settings);
    follow_stay(path, fix, alongside, away, settings, closed);
  }
  follow_candidate(path, fix, fence, speed, fences, settings, closed);
  if (speed > settings.away_min_kn) path.last_under_way_ms = fix.at_ms;
  if (path.fixes++ > 0) path.before_last = path.last;
  path.last = fix;
}

void VesselTracker::follow_stay(Path& path, const Fix& fix, bool alongside, bool away, const StaySettings& settings,
                                std::vector<DetectedStay>& closed) {
  OpenStay& stay = *path.stay;
  const bool gone = stay.away_fixes + (away ? 1 : 0) >= settings.away_min_fixes;
  if (gone && fix.at_ms - stay.last_alongside_ms > settings.interruption_max.count()) {
    if (!stay.first_away_ms) stay.first_away_ms = fix.at_ms;
    close(path, stay.first_away_ms, settings, closed);
    return;
  }
  stay.silence_since_ms = std::max(stay.silence_since_ms, fix.at_ms - path.last.at_ms);
  if (alongside) {
    stay.silence_max_ms = std::max(stay.silence_max_ms, stay.silence_since_ms);
    stay.last_alongside_ms = fix.at_ms;
    stay.silence_since_ms = 0;
    stay.next_seen_ms.reset();
    stay.first_away_ms.reset();
    stay.away_fixes = 0;
    return;
  }
  if (!stay.next_seen_ms) stay.next_seen_ms = fix.at_ms;
  if (away) {
    if (!stay.first_away_ms) stay.first_away_ms = fix.at_ms;
    ++stay.away_fixes;
  }
}

void VesselTracker::follow_candidate(Path& path, const Fix& fix, FenceNo alongside_at, double speed,
                                     const FenceIndex& fences, const StaySettings& settings,
                                     std::vector<DetectedStay>& closed) {
  if (path.stay && alongside_at == path.stay->fence) {
    path.candidate.reset();
    return;
  }
  if (alongside_at == kNoFence) {
    if (path.candidate && is_away(fix, speed, path.candidate->fence, fences, settings) &&
        ++path.candidate->away_fixes >= settings.away_min_fixes) {
      path.candidate.reset();
    }
    return;
  }
  if (!path.candidate || path.candidate->fence != alongside_at) {
    const bool first_of_all = path.last == fix;
    const double last_speed = path.last.sog_ckn == kSpeedUnknown ? 0.0 : path.last.sog_ckn / 100.0;
    const bool away_before = !first_of_all && is_away(path.last, last_speed, alongside_at, fences, settings);
    path.candidate = Candidate{.fence = alongside_at, .first_ms = fix.at_ms,
                               .earliest_ms = away_before ? std::optional{path.last.at_ms} : path.last_under_way_ms};
  } else {
    path.candidate->silence_max_ms = std::max(path.candidate->silence_max_ms, fix.at_ms - path.last.at_ms);
  }
  Candidate& candidate = *path.candidate;
  ++candidate.fixes;
  candidate.away_fixes = 0;
  const bool dwelt = fix.at_ms - candidate.first_ms >= settings.alongside_min_span.count();
  if (candidate.fixes < settings.alongside_min_fixes || !dwelt) return;
  if (path.stay) {
    close(path, path.stay->first_away_ms.value_or(candidate.first_ms), settings, closed);
  }
  path.stay = OpenStay{.fence = candidate.fence, .arrived_ms = candidate.first_ms, .earliest_ms = candidate.earliest_ms,
                       .last_alongside_ms = fix.at_ms, .silence_max_ms = candidate.silence_max_ms};
  path.candidate.reset();
}

void VesselTracker::close(Path& path, std::optional<std::int64_t> latest_ms, const StaySettings& settings,
                          std::vector<DetectedStay>& closed) {
  closed.push_back(describe(*path.stay, latest_ms, settings));
  path.stay.reset();
}

DetectedStay VesselTracker::describe(const OpenStay& stay, std::optional<std::int64_t> latest_ms,
                                     const StaySettings& settings) {
  if (call_no_ == 0 || stay.arrived_ms - last_departed_ms_ > settings.call_gap_max.count()) ++call_no_;
  last_departed_ms_ = std::max(last_departed_ms_, stay.last_alongside_ms);
  const std::int64_t end_silence = stay.next_seen_ms.value_or(stay.last_alongside_ms) - stay.last_alongside_ms;
  const std::int64_t silence = std::max(stay.silence_max_ms, end_silence);
  const StayEvidence evidence = silence > settings.inferred_after.count() ? StayEvidence::inferred
                                : silence > settings.gap_after.count()    ? StayEvidence::gaps
                                                                          : StayEvidence::continuous;
  const auto vessels = std::count_if(paths_.begin(), paths_.end(),
                                     [](const Path& path) { return path.fixes >= kVesselMinFixes; });
  return {.mmsi = mmsi_, .call_no = call_no_, .fence = stay.fence, .arrived_ms = stay.arrived_ms,
          .departed_ms = stay.last_alongside_ms, .arrived_earliest_ms = stay.earliest_ms,
          .departed_latest_ms = latest_ms, .evidence = evidence, .open = false,
          .identity_doubtful = vessels > 1};
}

void VesselTracker::finish(const StaySettings& settings, std::vector<DetectedStay>& stays) {
  for (auto& path : paths_) {
    if (!path.stay) continue;
    const bool gone = path.stay->away_fixes >= settings.away_min_fixes;
    close(path, path.stay->first_away_ms, settings, stays);
    stays.back().open = !gone;
  }
}

}  // namespace quaywatt::gis
