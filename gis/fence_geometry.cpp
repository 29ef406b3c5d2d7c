#include "gis/fence_geometry.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

namespace quaywatt::gis {
namespace {

namespace bg = boost::geometry;

/// Fences drawn along one quay share an edge; a sliver below this, about 10 m², is drawing and not overlap.
constexpr double kOverlapMinDegrees2 = 1e-9;

std::string spot(const PlanePoint& at) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.6f,%.6f", at.x(), at.y());
  return text.data();
}

using Box = bg::model::box<PlanePoint>;

struct Shaped {
  const Fence* fence;
  PlaneShape shape;
  Box envelope;
};

/// Where two fences share water, or nothing.
std::optional<FenceDefect> overlap_of(const Shaped& a, const Shaped& b) {
  if (!bg::intersects(a.envelope, b.envelope)) return std::nullopt;
  PlaneShape shared;
  bg::intersection(a.shape, b.shape, shared);
  if (bg::area(shared) < kOverlapMinDegrees2) return std::nullopt;
  return FenceDefect{spot(bg::return_centroid<PlanePoint>(shared)),
                     "泊位 " + a.fence->berth + " 与 " + b.fence->berth + " 的电子围栏重叠 / the fences of berths " +
                         a.fence->berth + " and " + b.fence->berth + " overlap"};
}

}  // namespace

PlaneShape plane_shape(const Fence& fence) {
  PlaneShape shape;
  for (const auto& polygon : fence.polygons) {
    PlanePolygon plane;
    plane.inners().resize(polygon.empty() ? 0 : polygon.size() - 1);
    for (std::size_t i = 0; i < polygon.size(); ++i) {
      auto& ring = i == 0 ? plane.outer() : plane.inners()[i - 1];
      for (const auto& at : polygon[i]) ring.emplace_back(at.lon / kUnitsPerDegree, at.lat / kUnitsPerDegree);
    }
    shape.push_back(plane);
  }
  bg::correct(shape);
  return shape;
}

namespace {

using Line = bg::model::segment<PlanePoint>;

/// Where two sides of one fence that do not follow each other meet; looked for only in a fence that is invalid.
std::optional<PlanePoint> crossing_spot(const PlaneShape& shape) {
  constexpr std::size_t kSidesMax = 4'000;  // pairs of them are looked at
  std::vector<Line> sides;
  bg::for_each_segment(shape, [&](const auto& side) { sides.emplace_back(side.first, side.second); });
  for (std::size_t i = 0; i < std::min(sides.size(), kSidesMax); ++i) {
    for (std::size_t j = i + 1; j < std::min(sides.size(), kSidesMax); ++j) {
      std::vector<PlanePoint> met;
      bg::intersection(sides[i], sides[j], met);
      for (const auto& at : met) {
        const bool at_an_end = bg::equals(at, sides[i].first) || bg::equals(at, sides[i].second);
        if (!at_an_end) return at;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<FenceDefect> find_crossing(const std::vector<Fence>& fences) {
  for (const auto& fence : fences) {
    std::string reason;
    const PlaneShape shape = plane_shape(fence);
    if (bg::is_valid(shape, reason)) continue;
    const auto at = crossing_spot(shape);
    return FenceDefect{at ? spot(*at) : "berth " + fence.berth,
                       "泊位 " + fence.berth + " 的电子围栏自相交或无效 / the fence of berth " + fence.berth +
                           " crosses itself or is no polygon: " + reason};
  }
  return std::nullopt;
}

std::optional<FenceDefect> find_overlap(const Fence& a, const Fence& b) {
  const auto shaped = [](const Fence& fence) {
    PlaneShape shape = plane_shape(fence);
    const Box envelope = bg::return_envelope<Box>(shape);
    return Shaped{&fence, std::move(shape), envelope};
  };
  return overlap_of(shaped(a), shaped(b));
}

std::vector<FenceDefect> find_overlaps(const std::vector<Fence>& fences) {
  std::vector<Shaped> shaped;
  for (const auto& fence : fences) {
    PlaneShape shape = plane_shape(fence);
    const Box envelope = bg::return_envelope<Box>(shape);
    shaped.push_back({&fence, std::move(shape), envelope});
  }
  std::vector<FenceDefect> found;
  for (std::size_t a = 0; a < shaped.size(); ++a) {
    for (std::size_t b = a + 1; b < shaped.size(); ++b) {
      if (auto overlap = overlap_of(shaped[a], shaped[b])) found.push_back(std::move(*overlap));
    }
  }
  return found;
}

}  // namespace quaywatt::gis
