#include "gis/stay_tracker.h"

#include <algorithm>
#include <limits>

namespace quaywatt::gis {
namespace {

constexpr std::size_t kPathsMax = 8;          ///< vessels told apart under one MMSI
constexpr std::uint32_t kVesselMinFixes = 3;  ///< a path of fewer is an outlier, not a second vessel
constexpr std::int64_t kOutlierForgottenMs = 3'600'000;

constexpr double kCoarseM = 200.0;

bool is_vessel(const BerthWatch& path) { return path.fixes() >= kVesselMinFixes; }

bool is_reachable(const Fix& from, const Fix& to, const StaySettings& settings) {
  const double elapsed_s = static_cast<double>(to.at_ms - from.at_ms) / 1000.0;
  const double slack_m = settings.step_slack_m + (to.coarse ? kCoarseM : 0.0);
  return distance_m(from.at, to.at) <= slack_m + settings.step_max_kn * kMetresPerSecondPerKnot * elapsed_s;
}

/// How badly a fix fits on a path. Near is better; of two near ones, the one heard lately, so that a vessel passing the
/// place of another that is silent, or of an old outlier, goes on along its own path.
double misfit(const BerthWatch& path, const Fix& fix) {
  constexpr double kPerSecondM = 0.05;
  constexpr double kOutlierM = 500.0;
  const double silent_s = static_cast<double>(fix.at_ms - path.last().at_ms) / 1000.0;
  return distance_m(path.last().at, fix.at) + kPerSecondM * silent_s + (is_vessel(path) ? 0.0 : kOutlierM);
}

}  // namespace

void VesselTracker::take(const Fix& fix, const Quay& quay, std::vector<StayChange>& changes) {
  BerthWatch* path = paths_.size() == 1 && is_reachable(paths_.front().last(), fix, quay.settings)
                         ? &paths_.front()
                         : path_for(fix, quay.settings);
  if (path == nullptr) {
    if (fix.coarse) return;  // no path of its own: to a tenth of a minute it could be anybody's
    path = start_path(fix);
    if (path == nullptr) return;
  }
  const std::size_t first = changes.size();
  path->take(fix, quay, changes);
  if (changes.size() > first) name_changes(path, quay.settings, changes, first);
}

BerthWatch* VesselTracker::path_for(const Fix& fix, const StaySettings& settings) {
  BerthWatch* best = nullptr;
  double best_misfit = std::numeric_limits<double>::infinity();
  for (auto& path : paths_) {
    if (!is_reachable(path.last(), fix, settings)) continue;
    const double of_path = misfit(path, fix);
    if (of_path < best_misfit) {
      best = &path;
      best_misfit = of_path;
    }
  }
  if (best != nullptr) return best;
  for (auto& path : paths_) {  // after a long silence an outlier can lie within reach: the path before it goes on
    if (path.before_last() && is_reachable(*path.before_last(), fix, settings)) {
      path.forget_last();
      ++foreign_steps_;
      return &path;
    }
  }
  return nullptr;
}

BerthWatch* VesselTracker::start_path(const Fix& fix) {
  if (!paths_.empty()) {
    ++foreign_steps_;
    std::erase_if(paths_, [&fix](const BerthWatch& path) {
      return !is_vessel(path) && fix.at_ms - path.last().at_ms > kOutlierForgottenMs;
    });
  }
  if (paths_.size() == kPathsMax) {
    const auto stale = std::find_if(paths_.begin(), paths_.end(), [](const auto& path) { return !path.stay(); });
    if (stale == paths_.end()) return nullptr;
    paths_.erase(stale);
  }
  if (paths_.capacity() == 0) paths_.reserve(1);
  return &paths_.emplace_back();
}

void VesselTracker::name_changes(BerthWatch* path, const StaySettings& settings, std::vector<StayChange>& changes,
                                 std::size_t first) {
  const bool doubtful = identity_doubtful();
  for (std::size_t i = first; i < changes.size(); ++i) {
    DetectedStay& stay = changes[i].stay;
    stay.mmsi = mmsi_;
    stay.identity_doubtful = doubtful;
    if (changes[i].kind == StayChange::Kind::closed) {
      last_departed_ms_ = std::max(last_departed_ms_, stay.departed_ms);
      continue;
    }
    if (call_no_ == 0 || stay.arrived_ms - last_departed_ms_ > settings.call_gap_max.count()) ++call_no_;
    stay.call_no = call_no_;
    path->name_call(call_no_);
  }
}

bool VesselTracker::identity_doubtful() const { return std::count_if(paths_.begin(), paths_.end(), is_vessel) > 1; }

bool VesselTracker::has_stay() const {
  return std::any_of(paths_.begin(), paths_.end(), [](const auto& path) { return path.stay() != nullptr; });
}

FenceNo VesselTracker::lies_at() const {
  const OpenStay* stay = paths_.size() == 1 ? paths_.front().stay() : nullptr;
  return stay != nullptr && stay->away_fixes == 0 ? stay->fence : kNoFence;
}

void VesselTracker::add_open(const StaySettings& settings, std::vector<DetectedStay>& stays) const {
  for (const auto& path : paths_) {
    auto stay = path.looks(settings);
    if (!stay) continue;
    stay->mmsi = mmsi_;
    stay->identity_doubtful = identity_doubtful();
    stays.push_back(*stay);
  }
}

const StayTrack* VesselTracker::track_of(FenceNo fence, std::int64_t arrived_ms) const {
  for (const auto& path : paths_) {
    const OpenStay* stay = path.stay();
    if (stay != nullptr && stay->fence == fence && stay->arrived_ms == arrived_ms) return &stay->track;
  }
  return nullptr;
}

void VesselTracker::finish(const Quay& quay, std::vector<StayChange>& changes) {
  const std::size_t first = changes.size();
  for (auto& path : paths_) path.finish(quay, changes);
  name_changes(nullptr, quay.settings, changes, first);
}

}  // namespace quaywatt::gis
