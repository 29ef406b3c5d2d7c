#pragma once
// A berth's fence on the water: inside it, and slow, a vessel lies at the berth.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gis/geometry.h"

namespace quaywatt::gis {

/// A closed ring, first point not repeated. The first ring of a polygon is its shore, the others are holes.
using Ring = std::vector<Position>;
using Polygon = std::vector<Ring>;

/// What the map was drawn on; positions here are WGS 84 whatever it was.
enum class DrawnOn : std::uint8_t { wgs84, gcj02 };

struct Fence {
  std::string berth;
  std::string terminal;
  std::string waters;          ///< yangtze_jiangsu, inland_canal, coastal
  std::vector<Polygon> polygons;
  std::string port_area = {};  ///< 石利; empty: not said
  DrawnOn drawn_on = DrawnOn::wgs84;
};

/// What is wrong with a fence file, and where: `place` is a JSON pointer or "lon,lat" of the spot.
struct FenceDefect {
  std::string place;
  std::string text;            ///< for people, zh and en
};

struct FenceFile {
  std::vector<Fence> fences;
  std::size_t converted_from_gcj02 = 0;  ///< said to the user, never silent
};

/// Reads a GeoJSON FeatureCollection of polygons and multipolygons with the property `berth` and, optionally,
/// `terminal`, `waters`, `port_area` and `datum` ("wgs84", the default, or "gcj02", which is converted). Refused: other
/// shapes, rings that cross themselves, a berth named twice, coordinates that are swapped or off the globe.
std::variant<FenceFile, FenceDefect> read_fences(std::string_view geojson);

/// The first fence that crosses itself or is no polygon. `place` is "lon,lat" of the spot, or "berth NAME" where there
/// is no single one (a ring without area, a hole outside).
std::optional<FenceDefect> find_crossing(const std::vector<Fence>& fences);

/// Whether two fences share water, with a spot in both.
std::optional<FenceDefect> find_overlap(const Fence& a, const Fence& b);

/// Each pair of fences that overlap, with a spot in both. A fence put into force must have none; a position in both
/// belongs to the first.
std::vector<FenceDefect> find_overlaps(const std::vector<Fence>& fences);

}  // namespace quaywatt::gis
