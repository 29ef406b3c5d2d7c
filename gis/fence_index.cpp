#include "gis/fence_index.h"

#include <algorithm>
#include <cmath>

namespace quaywatt::gis {
namespace {

constexpr std::size_t kEdgesPerBand = 4;
constexpr std::size_t kCellsPerFence = 64;   ///< most cells are then empty or see one fence
constexpr double kGridSideMax = 512;

double to_segment_m(Position at, Position a, Position b, double cos_lat) {
  const double ax = (static_cast<double>(a.lon) - at.lon) * cos_lat;
  const double ay = static_cast<double>(a.lat) - at.lat;
  const double dx = (static_cast<double>(b.lon) - a.lon) * cos_lat;
  const double dy = static_cast<double>(b.lat) - a.lat;
  const double length_squared = dx * dx + dy * dy;
  const double along = length_squared > 0 ? std::clamp(-(ax * dx + ay * dy) / length_squared, 0.0, 1.0) : 0.0;
  return std::hypot(ax + along * dx, ay + along * dy) * kMetresPerUnit;
}

/// Whether the ray from `at` to the east crosses the edge; half-open in latitude, so a vertex counts once.
bool crosses_eastward(Position at, Position a, Position b) {
  if ((a.lat > at.lat) == (b.lat > at.lat)) return false;
  // Compared without division, exactly: 3.6e9 x 1.8e9 units stay below 2^63.
  const auto span = [](std::int32_t from, std::int32_t to) { return static_cast<std::int64_t>(to) - from; };
  const std::int64_t left = span(a.lon, b.lon) * span(a.lat, at.lat);
  const std::int64_t right = span(a.lon, at.lon) * span(a.lat, b.lat);
  return b.lat > a.lat ? right < left : right > left;
}

}  // namespace

FenceShape::FenceShape(const std::vector<Polygon>& polygons) {
  for (const auto& polygon : polygons) {
    for (const auto& ring : polygon) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        edges_.push_back({ring[i], ring[(i + 1) % ring.size()]});
        min_ = {std::min(min_.lon, ring[i].lon), std::min(min_.lat, ring[i].lat)};
        max_ = {std::max(max_.lon, ring[i].lon), std::max(max_.lat, ring[i].lat)};
      }
    }
  }
  const std::size_t bands = std::max<std::size_t>(1, edges_.size() / kEdgesPerBand);
  const std::int64_t height = static_cast<std::int64_t>(max_.lat) - min_.lat + 1;
  const auto count = static_cast<std::int64_t>(bands);
  band_height_ = std::max<std::int64_t>(1, (height + count - 1) / count);
  std::vector<std::vector<Edge>> by_band(bands);
  for (const auto& edge : edges_) {
    const auto [low, high] = std::minmax(edge.a.lat, edge.b.lat);
    for (std::size_t band = band_of(low); band <= band_of(high); ++band) by_band[band].push_back(edge);
  }
  for (const auto& band : by_band) {
    band_start_.push_back(static_cast<std::uint32_t>(band_edges_.size()));
    band_edges_.insert(band_edges_.end(), band.begin(), band.end());
  }
  band_start_.push_back(static_cast<std::uint32_t>(band_edges_.size()));
}

std::size_t FenceShape::band_of(std::int32_t lat) const {
  return static_cast<std::size_t>((static_cast<std::int64_t>(lat) - min_.lat) / band_height_);
}

bool FenceShape::contains(Position at) const {
  if (at.lon < min_.lon || at.lon > max_.lon || at.lat < min_.lat || at.lat > max_.lat) return false;
  const std::size_t band = band_of(at.lat);
  bool inside = false;
  for (std::uint32_t i = band_start_[band]; i < band_start_[band + 1]; ++i) {
    if (crosses_eastward(at, band_edges_[i].a, band_edges_[i].b)) inside = !inside;
  }
  return inside;
}

bool FenceShape::farther_than(Position at, double metres) const {
  if (contains(at)) return false;
  const double cos_lat = cos_latitude(at.lat);
  const double reach_lat = metres / kMetresPerUnit;
  const double reach_lon = reach_lat / cos_lat;
  if (at.lon < min_.lon - reach_lon || at.lon > max_.lon + reach_lon || at.lat < min_.lat - reach_lat ||
      at.lat > max_.lat + reach_lat) {
    return true;
  }
  const auto within = [this](double lat) {
    return static_cast<std::int32_t>(std::clamp(lat, static_cast<double>(min_.lat), static_cast<double>(max_.lat)));
  };
  const std::uint32_t end = band_start_[band_of(within(at.lat + reach_lat)) + 1];
  for (std::uint32_t i = band_start_[band_of(within(at.lat - reach_lat))]; i < end; ++i) {
    if (to_segment_m(at, band_edges_[i].a, band_edges_[i].b, cos_lat) <= metres) return false;
  }
  return true;
}

FenceIndex::FenceIndex(const std::vector<Fence>& fences) {
  for (const auto& fence : fences) shapes_.emplace_back(fence);
  if (shapes_.empty()) return;
  low_ = shapes_.front().south_west();
  high_ = shapes_.front().north_east();
  for (const auto& shape : shapes_) {
    low_ = {std::min(low_.lon, shape.south_west().lon), std::min(low_.lat, shape.south_west().lat)};
    high_ = {std::max(high_.lon, shape.north_east().lon), std::max(high_.lat, shape.north_east().lat)};
  }
  const double wanted = std::sqrt(static_cast<double>(kCellsPerFence * shapes_.size()));
  const auto side = static_cast<std::int64_t>(std::min(kGridSideMax, wanted));
  const auto cell_size = [side](std::int64_t low, std::int64_t high) { return (high - low) / side + 1; };
  cell_lon_ = cell_size(low_.lon, high_.lon);
  cell_lat_ = cell_size(low_.lat, high_.lat);
  columns_ = column_of(high_.lon) + 1;

  std::vector<std::vector<FenceNo>> cells(columns_ * (row_of(high_.lat) + 1));
  for (std::size_t no = 0; no < shapes_.size(); ++no) {
    const Position low = shapes_[no].south_west();
    const Position high = shapes_[no].north_east();
    for (std::size_t row = row_of(low.lat); row <= row_of(high.lat); ++row) {
      for (std::size_t column = column_of(low.lon); column <= column_of(high.lon); ++column) {
        cells[row * columns_ + column].push_back(static_cast<FenceNo>(no));
      }
    }
  }
  for (const auto& list : cells) {
    cell_start_.push_back(static_cast<std::uint32_t>(cell_fences_.size()));
    cell_fences_.insert(cell_fences_.end(), list.begin(), list.end());
  }
  cell_start_.push_back(static_cast<std::uint32_t>(cell_fences_.size()));
}

std::size_t FenceIndex::column_of(std::int32_t lon) const {
  return static_cast<std::size_t>((static_cast<std::int64_t>(lon) - low_.lon) / cell_lon_);
}

std::size_t FenceIndex::row_of(std::int32_t lat) const {
  return static_cast<std::size_t>((static_cast<std::int64_t>(lat) - low_.lat) / cell_lat_);
}

FenceNo FenceIndex::find(Position at) const {
  if (shapes_.empty() || at.lon < low_.lon || at.lon > high_.lon || at.lat < low_.lat || at.lat > high_.lat) {
    return kNoFence;
  }
  const std::size_t cell = row_of(at.lat) * columns_ + column_of(at.lon);
  for (std::uint32_t i = cell_start_[cell]; i < cell_start_[cell + 1]; ++i) {
    if (shapes_[static_cast<std::size_t>(cell_fences_[i])].contains(at)) return cell_fences_[i];
  }
  return kNoFence;
}

}  // namespace quaywatt::gis
