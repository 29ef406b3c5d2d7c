#pragma once
// "Which of these large areas holds this position", for many positions: each cell of a grid knows the areas that cover
// it wholly and those whose shore runs through it, so that only positions near a shore look at edges.

#include <cstdint>
#include <vector>

#include "gis/fence_index.h"

namespace quaywatt::gis {

/// Index into the areas the index was made of; kNoArea = none.
using AreaNo = std::int32_t;
inline constexpr AreaNo kNoArea = -1;

class AreaIndex {
 public:
  AreaIndex() = default;
  explicit AreaIndex(const std::vector<const std::vector<Polygon>*>& areas);

  /// The first area that contains `at`.
  AreaNo find(Position at) const;

 private:
  struct Entry {
    AreaNo area = kNoArea;
    bool whole = false;        ///< the area covers the whole cell
  };
  struct Rows;
  std::int64_t column_of(std::int32_t lon) const { return (static_cast<std::int64_t>(lon) - low_.lon) / cell_lon_; }
  std::int64_t row_of(std::int32_t lat) const { return (static_cast<std::int64_t>(lat) - low_.lat) / cell_lat_; }
  void lay_grid();
  void mark_shore(const FenceShape& shape, Rows& rows) const;
  void fill_cells(std::size_t no, const Rows& rows, std::vector<std::vector<Entry>>& cells) const;

  std::vector<FenceShape> shapes_;
  Position low_{INT32_MAX, INT32_MAX};
  Position high_{INT32_MIN, INT32_MIN};
  std::int64_t cell_lon_ = 1;
  std::int64_t cell_lat_ = 1;
  std::int64_t columns_ = 0;
  std::vector<std::uint32_t> cell_start_;
  std::vector<Entry> entries_;
};

}  // namespace quaywatt::gis
