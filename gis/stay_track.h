#pragma once
// The path of one stay, thinned: evidence that a person can look at, not a raw flood.

#include <cstddef>
#include <vector>

#include "gis/fix.h"

namespace quaywatt::gis {

class StayTrack {
 public:
  /// Adds the next fix. The first and the newest always stay; between them fixes stand at least a minute apart, and
  /// twice as far each time `points_max` is reached. 0 = keep nothing.
  void add(const Fix& fix, std::size_t points_max);

  const std::vector<Fix>& points() const { return points_; }

  template <typename Archive>
  void visit(Archive& archive) {
    archive(points_, spacing_ms_);
  }

 private:
  std::vector<Fix> points_;
  std::int64_t spacing_ms_ = 60'000;
};

}  // namespace quaywatt::gis
