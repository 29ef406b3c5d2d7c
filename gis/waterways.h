#pragma once
// Which waters a position is in, and how far it is along the canal or the river. The chart is GeoJSON drawn by the
// project (gis/data/waterways.geojson) or a bureau's own.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gis/area_index.h"
#include "gis/fence.h"
#include "gis/geometry.h"

namespace quaywatt::gis {

enum class AreaKind : std::uint8_t { waterway, port_area, control_area };

/// Water with a name. Areas of different kinds overlap as they like; of one kind, the first in file order counts.
struct WaterArea {
  std::string name;            ///< 锡澄运河
  AreaKind kind = AreaKind::waterway;
  std::string waters;          ///< yangtze_jiangsu, inland_canal, coastal; empty: not said
  std::vector<Polygon> polygons;
};

/// The centre line of a waterway, in one direction.
struct CentreLine {
  std::string waterway;
  std::vector<Position> points;  ///< at least two
};

struct WaterChart {
  std::vector<WaterArea> areas;
  std::vector<CentreLine> lines;
};

/// Reads a GeoJSON FeatureCollection. Polygons and multipolygons with the properties `name`, `kind` ("waterway",
/// "port_area", "control_area") and, optionally, `waters`; line strings with `name` and the kind "centre_line".
/// `datum` as for fences. Refused with the place: anything else.
std::variant<WaterChart, FenceDefect> read_waters(std::string_view geojson);

/// Where a position is: indexes into WaterChart::areas, or kNoArea.
struct WaterPlace {
  AreaNo waterway = kNoArea;
  AreaNo port_area = kNoArea;
  bool control_area = false;
  bool operator==(const WaterPlace&) const = default;
};

class WaterNetwork;

/// Prepared for many questions. Immutable; any thread may ask.
class Waterways {
 public:
  explicit Waterways(WaterChart chart);
  ~Waterways();
  Waterways(Waterways&&) noexcept;
  Waterways& operator=(Waterways&&) noexcept;

  WaterPlace find(Position at) const;
  const WaterArea& area(AreaNo no) const { return chart_.areas[static_cast<std::size_t>(no)]; }
  const WaterChart& chart() const { return chart_; }

  /// Metres from `a` to `b` by water: from each to the nearest centre line, at most `kToLineMaxM` away, then along the
  /// lines and their junctions by the shortest way. Empty: one of them is off every line, or no way joins them.
  std::optional<double> distance_along_m(Position a, Position b) const;

 private:
  WaterChart chart_;
  std::vector<AreaNo> waterway_nos_;       ///< of each index -> number in the chart
  std::vector<AreaNo> port_area_nos_;
  std::vector<AreaNo> control_area_nos_;
  AreaIndex waterways_;
  AreaIndex port_areas_;
  AreaIndex control_areas_;
  std::unique_ptr<const WaterNetwork> network_;
};

inline constexpr double kToLineMaxM = 5000.0;     ///< the Yangtze at Jiangyin is up to 4 km wide, Taihu wider
inline constexpr double kJunctionMaxM = 2500.0;   ///< line ends closer than this meet another line: rivers are wide

}  // namespace quaywatt::gis
