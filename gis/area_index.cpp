#include "gis/area_index.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace quaywatt::gis {
namespace {

constexpr double kCellsPerEdge = 2.0;
constexpr double kSideMin = 16;
constexpr double kSideMax = 512;

}  // namespace

/// One area's cells: those its shore runs through, row by row.
struct AreaIndex::Rows {
  std::vector<std::vector<bool>> shore;   ///< row of the area's envelope -> column of it
  std::int64_t first_row;
  std::int64_t first_column;

  void mark(std::int64_t row, std::int64_t from, std::int64_t to) {
    auto& cells = shore[static_cast<std::size_t>(row - first_row)];
    const auto last = static_cast<std::int64_t>(cells.size()) - 1;
    from = std::clamp<std::int64_t>(from - first_column, 0, last);
    to = std::clamp<std::int64_t>(to - first_column, 0, last);
    for (std::int64_t column = from; column <= to; ++column) cells[static_cast<std::size_t>(column)] = true;
  }
};

AreaIndex::AreaIndex(const std::vector<const std::vector<Polygon>*>& areas) {
  std::size_t edges = 0;
  for (const auto* polygons : areas) {
    const FenceShape& shape = shapes_.emplace_back(*polygons);
    edges += shape.edges().size();
    low_ = {std::min(low_.lon, shape.south_west().lon), std::min(low_.lat, shape.south_west().lat)};
    high_ = {std::max(high_.lon, shape.north_east().lon), std::max(high_.lat, shape.north_east().lat)};
  }
  if (edges == 0) return;
  const double wanted = std::sqrt(kCellsPerEdge * static_cast<double>(edges));
  const auto side = static_cast<std::int64_t>(std::clamp(wanted, kSideMin, kSideMax));
  cell_lon_ = (static_cast<std::int64_t>(high_.lon) - low_.lon) / side + 1;
  cell_lat_ = (static_cast<std::int64_t>(high_.lat) - low_.lat) / side + 1;
  columns_ = column_of(high_.lon) + 1;
  lay_grid();
}

void AreaIndex::lay_grid() {
  std::vector<std::vector<Entry>> cells(static_cast<std::size_t>(columns_ * (row_of(high_.lat) + 1)));
  for (std::size_t no = 0; no < shapes_.size(); ++no) {
    const FenceShape& shape = shapes_[no];
    if (shape.edges().empty()) continue;
    const std::int64_t west = column_of(shape.south_west().lon);
    const std::int64_t south = row_of(shape.south_west().lat);
    const auto width = static_cast<std::size_t>(column_of(shape.north_east().lon) - west + 1);
    const auto height = static_cast<std::size_t>(row_of(shape.north_east().lat) - south + 1);
    Rows rows{std::vector<std::vector<bool>>(height, std::vector<bool>(width)), south, west};
    mark_shore(shape, rows);
    fill_cells(no, rows, cells);
  }
  for (const auto& cell : cells) {
    cell_start_.push_back(static_cast<std::uint32_t>(entries_.size()));
    entries_.insert(entries_.end(), cell.begin(), cell.end());
  }
  cell_start_.push_back(static_cast<std::uint32_t>(entries_.size()));
}

/// Marks every cell an edge may run through; one too many costs a look at the edges, one too few would be wrong.
void AreaIndex::mark_shore(const FenceShape& shape, Rows& rows) const {
  for (const auto& edge : shape.edges()) {
    const auto [low, high] = std::minmax(edge.a, edge.b, [](Position a, Position b) { return a.lat < b.lat; });
    const double rise = static_cast<double>(high.lat) - low.lat;
    const auto lon_at = [&](std::int64_t lat) {
      const double along = rise > 0 ? std::clamp((static_cast<double>(lat) - low.lat) / rise, 0.0, 1.0) : 0.0;
      return low.lon + along * (static_cast<double>(high.lon) - low.lon);
    };
    for (std::int64_t row = row_of(low.lat); row <= row_of(high.lat); ++row) {
      const std::int64_t bottom = low_.lat + row * cell_lat_;
      auto [west, east] = std::minmax({lon_at(bottom), lon_at(bottom + cell_lat_)});
      if (rise == 0) std::tie(west, east) = std::minmax<double>(low.lon, high.lon);
      const auto column = [this](double lon) {
        return static_cast<std::int64_t>(std::floor((lon - low_.lon) / static_cast<double>(cell_lon_)));
      };
      rows.mark(row, column(west - 1.0), column(east + 1.0));
    }
  }
}

void AreaIndex::fill_cells(std::size_t no, const Rows& rows, std::vector<std::vector<Entry>>& cells) const {
  for (std::size_t y = 0; y < rows.shore.size(); ++y) {
    const std::int64_t row = rows.first_row + static_cast<std::int64_t>(y);
    for (std::size_t x = 0; x < rows.shore[y].size(); ++x) {
      const std::int64_t column = rows.first_column + static_cast<std::int64_t>(x);
      const Position middle{static_cast<std::int32_t>(low_.lon + column * cell_lon_ + cell_lon_ / 2),
                            static_cast<std::int32_t>(low_.lat + row * cell_lat_ + cell_lat_ / 2)};
      const bool whole = !rows.shore[y][x];
      if (whole && !shapes_[no].contains(middle)) continue;
      cells[static_cast<std::size_t>(row * columns_ + column)].push_back({static_cast<AreaNo>(no), whole});
    }
  }
}

AreaNo AreaIndex::find(Position at) const {
  if (entries_.empty() || at.lon < low_.lon || at.lon > high_.lon || at.lat < low_.lat || at.lat > high_.lat) {
    return kNoArea;
  }
  const auto cell = static_cast<std::size_t>(row_of(at.lat) * columns_ + column_of(at.lon));
  for (std::uint32_t i = cell_start_[cell]; i < cell_start_[cell + 1]; ++i) {
    if (entries_[i].whole || shapes_[static_cast<std::size_t>(entries_[i].area)].contains(at)) return entries_[i].area;
  }
  return kNoArea;
}

}  // namespace quaywatt::gis
