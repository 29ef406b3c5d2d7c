#include "gis/stay_finder.h"

#include <algorithm>
#include <tuple>

namespace quaywatt::gis {

StayFinder::StayFinder(const FenceIndex& fences, StaySettings settings) : fences_(fences), settings_(settings) {}

void StayFinder::take(std::uint32_t mmsi, const Fix& fix) {
  ++counts_.positions;
  if (latest_ == nullptr || latest_->tracker.mmsi() != mmsi) {
    latest_ = &vessels_.try_emplace(mmsi, mmsi).first->second;
  }
  Vessel& vessel = *latest_;
  const LateOrder::Put put = vessel.order.put(fix);
  if (put == LateOrder::Put::repeated) ++counts_.repeated;
  if (put == LateOrder::Put::too_late) ++counts_.too_late;
  if (put != LateOrder::Put::kept) return;
  const Quay quay{fences_, settings_};
  vessel.order.release(settings_.lateness_max, [&](const Fix& next) { vessel.tracker.take(next, quay, changes_); });
  for (const auto& change : changes_) {
    if (change.kind == StayChange::Kind::closed) stays_.push_back(change.stay);
  }
  changes_.clear();
}

std::vector<DetectedStay> StayFinder::finish(std::int64_t not_after_ms) {
  const Quay quay{fences_, settings_};
  for (const auto& [mmsi, vessel] : vessels_) {
    const std::int64_t reached_ms = vessel.order.believed_newest_ms(settings_.lateness_max);
    not_after_ms = std::max(not_after_ms, reached_ms + settings_.lateness_max.count());
  }
  for (auto& [mmsi, vessel] : vessels_) {
    vessel.order.release_before(not_after_ms + 1, [&](const Fix& next) { vessel.tracker.take(next, quay, changes_); });
    counts_.from_the_future += vessel.order.waiting();
    vessel.tracker.finish(quay, changes_);
  }
  for (const auto& change : changes_) {
    if (change.kind == StayChange::Kind::closed) stays_.push_back(change.stay);
  }
  changes_.clear();
  std::sort(stays_.begin(), stays_.end(), [](const DetectedStay& a, const DetectedStay& b) {
    const auto key = [](const DetectedStay& stay) {
      const auto order = stay.open ? stay.arrived_ms : stay.departed_ms;
      return std::tuple{stay.open, order, stay.arrived_ms, stay.mmsi, stay.fence};
    };
    return key(a) < key(b);
  });
  return stays_;
}

StayFinder::Counts StayFinder::counts() const {
  Counts counts = counts_;
  counts.vessels = vessels_.size();
  for (const auto& [mmsi, vessel] : vessels_) counts.foreign_steps += vessel.tracker.foreign_steps();
  return counts;
}

}  // namespace quaywatt::gis
