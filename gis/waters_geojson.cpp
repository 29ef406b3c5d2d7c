#include "gis/geojson.h"
#include "gis/waterways.h"

namespace quaywatt::gis {
namespace {

constexpr std::string_view kKindNames[]{"waterway", "port_area", "control_area"};
constexpr std::string_view kCentreLine = "centre_line";

void read_feature(const nlohmann::json& feature, const std::string& pointer, WaterChart& chart) {
  const nlohmann::json& properties = geojson_member(feature, "properties", pointer);
  const std::string place = pointer + "/properties";
  if (!properties.is_object()) refuse_geojson(place, "应为对象 / must be an object");
  const std::string name = geojson_text(properties, "name", place, true);
  const std::string kind = geojson_text(properties, "kind", place, true);
  const bool from_gcj02 = is_gcj02(properties, place);
  const nlohmann::json& geometry = geojson_member(feature, "geometry", pointer);
  if (kind == kCentreLine) {
    for (auto& line : geojson_lines(geometry, pointer + "/geometry", from_gcj02)) {
      chart.lines.push_back({name, std::move(line)});
    }
    return;
  }
  for (std::size_t i = 0; i < std::size(kKindNames); ++i) {
    if (kind != kKindNames[i]) continue;
    chart.areas.push_back({name, static_cast<AreaKind>(i), geojson_text(properties, "waters", place, false),
                           geojson_polygons(geometry, pointer + "/geometry", from_gcj02)});
    return;
  }
  refuse_geojson(place + "/kind", "未知类别 / unknown kind \"" + kind +
                                      "\": waterway, port_area, control_area or centre_line");
}

}  // namespace

std::variant<WaterChart, FenceDefect> read_waters(std::string_view geojson) {
  try {
    const nlohmann::json document = parse_geojson(geojson);
    const nlohmann::json& features = geojson_features(document);
    WaterChart chart;
    for (std::size_t i = 0; i < features.size(); ++i) read_feature(features[i], pointer_to("/features", i), chart);
    return chart;
  } catch (const GeoJsonRefused& refused) {
    return refused.defect;
  }
}

}  // namespace quaywatt::gis
