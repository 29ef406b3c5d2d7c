#include <set>

#include "gis/fence.h"
#include "gis/geojson.h"

namespace quaywatt::gis {
namespace {

Fence read_feature(const nlohmann::json& feature, const std::string& pointer, FenceFile& file) {
  const nlohmann::json& properties = geojson_member(feature, "properties", pointer);
  const std::string place = pointer + "/properties";
  if (!properties.is_object()) refuse_geojson(place, "应为对象 / must be an object");
  Fence fence;
  fence.berth = geojson_text(properties, "berth", place, true);
  fence.terminal = geojson_text(properties, "terminal", place, false);
  fence.waters = geojson_text(properties, "waters", place, false);
  fence.port_area = geojson_text(properties, "port_area", place, false);
  const bool from_gcj02 = is_gcj02(properties, place);
  if (from_gcj02) {
    fence.drawn_on = DrawnOn::gcj02;
    ++file.converted_from_gcj02;
  }
  const nlohmann::json& geometry = geojson_member(feature, "geometry", pointer);
  fence.polygons = geojson_polygons(geometry, pointer + "/geometry", from_gcj02);
  return fence;
}

}  // namespace

std::variant<FenceFile, FenceDefect> read_fences(std::string_view geojson) {
  try {
    const nlohmann::json document = parse_geojson(geojson);
    const nlohmann::json& features = geojson_features(document);
    FenceFile file;
    std::set<std::string> berths;
    for (std::size_t i = 0; i < features.size(); ++i) {
      const std::string pointer = pointer_to("/features", i);
      file.fences.push_back(read_feature(features[i], pointer, file));
      const std::string& berth = file.fences.back().berth;
      if (!berths.insert(berth).second) refuse_geojson(pointer, "泊位重复 / berth named twice: " + berth);
    }
    if (auto crossing = find_crossing(file.fences)) return *crossing;
    return file;
  } catch (const GeoJsonRefused& refused) {
    return refused.defect;
  }
}

}  // namespace quaywatt::gis
