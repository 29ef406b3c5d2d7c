#include "gis/stay_track.h"

namespace quaywatt::gis {

void StayTrack::add(const Fix& fix, std::size_t points_max) {
  if (points_max < 4) return;
  const bool close = points_.size() >= 2 && points_.back().at_ms - points_[points_.size() - 2].at_ms < spacing_ms_;
  if (close) points_.back() = fix;
  else points_.push_back(fix);
  if (points_.size() <= points_max) return;
  std::vector<Fix> thinned;
  for (std::size_t i = 0; i + 1 < points_.size(); i += 2) thinned.push_back(points_[i]);
  thinned.push_back(points_.back());
  points_ = std::move(thinned);
  spacing_ms_ *= 2;
}

}  // namespace quaywatt::gis
