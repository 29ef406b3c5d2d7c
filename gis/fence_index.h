#pragma once
// "Which berth is this position at", for many positions: a coarse grid finds the few fences that come into question,
// each fence's edges are sorted into latitude bands so that only a handful are looked at (architecture: project once,
// stay cartesian). Boost.Geometry checks the fences when they are read; this answers the common case cheaply.

#include <cstdint>
#include <vector>

#include "gis/fence.h"

namespace quaywatt::gis {

/// Index into the fences the index was made of; kNoFence = none.
using FenceNo = std::int32_t;
inline constexpr FenceNo kNoFence = -1;

/// One fence or area prepared for many questions.
class FenceShape {
 public:
  explicit FenceShape(const Fence& fence) : FenceShape(fence.polygons) {}
  explicit FenceShape(const std::vector<Polygon>& polygons);
  bool contains(Position at) const;
  /// True when `at` is farther than `metres` outside (never for a position inside).
  bool farther_than(Position at, double metres) const;
  Position south_west() const { return min_; }
  Position north_east() const { return max_; }

  struct Edge {
    Position a;
    Position b;
  };
  const std::vector<Edge>& edges() const { return edges_; }

 private:
  std::size_t band_of(std::int32_t lat) const;

  Position min_{INT32_MAX, INT32_MAX};
  Position max_{INT32_MIN, INT32_MIN};
  std::vector<Edge> edges_;
  std::int64_t band_height_ = 1;
  std::vector<std::uint32_t> band_start_;  ///< band -> first of its entries in band_edges_
  std::vector<Edge> band_edges_;           ///< copies, so that a band is one run of memory
};

class FenceIndex {
 public:
  explicit FenceIndex(const std::vector<Fence>& fences);
  /// The fence that contains `at`; the first in file order where they touch.
  FenceNo find(Position at) const;
  const FenceShape& shape(FenceNo fence) const { return shapes_[static_cast<std::size_t>(fence)]; }
  std::size_t size() const { return shapes_.size(); }

 private:
  std::size_t column_of(std::int32_t lon) const;
  std::size_t row_of(std::int32_t lat) const;

  std::vector<FenceShape> shapes_;
  Position low_{};
  Position high_{};
  std::int64_t cell_lon_ = 1;
  std::int64_t cell_lat_ = 1;
  std::size_t columns_ = 0;
  std::vector<std::uint32_t> cell_start_;
  std::vector<FenceNo> cell_fences_;
};

}  // namespace quaywatt::gis
