#include "gis/stay_finder.h"

#include <algorithm>
#include <tuple>

namespace quaywatt::gis {

StayFinder::StayFinder(const FenceIndex& fences, StaySettings settings) : fences_(fences), settings_(settings) {}

void StayFinder::take(std::uint32_t mmsi, const Fix& fix) {
  ++positions_;
  Vessel& vessel = vessels_.try_emplace(mmsi, mmsi).first->second;
  if (!vessel.order.put(fix)) {
    ++too_late_;
    return;
  }
  vessel.order.release(settings_.lateness_max,
                       [&](const Fix& next) { vessel.tracker.take(next, fences_, settings_, stays_); });
}

std::vector<DetectedStay> StayFinder::finish() {
  for (auto& [mmsi, vessel] : vessels_) {
    vessel.order.release_all([&](const Fix& next) { vessel.tracker.take(next, fences_, settings_, stays_); });
    vessel.tracker.finish(settings_, stays_);
  }
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
  Counts counts{.positions = positions_, .too_late = too_late_, .vessels = vessels_.size()};
  for (const auto& [mmsi, vessel] : vessels_) {
    counts.repeated += vessel.order.repeated();
    counts.foreign_steps += vessel.tracker.foreign_steps();
  }
  return counts;
}

}  // namespace quaywatt::gis
