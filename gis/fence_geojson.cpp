#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "gis/datum.h"
#include "gis/fence.h"

namespace quaywatt::gis {
namespace {

using nlohmann::json;

constexpr int kDepthMax = 16;
constexpr std::size_t kRingPointsMax = 100'000;

/// Thrown inside this file only: the first defect ends the reading.
struct Refused {
  FenceDefect defect;
};

[[noreturn]] void refuse(const std::string& place, const std::string& text) { throw Refused{{place, text}}; }

std::string at(const std::string& pointer, std::size_t index) { return pointer + "/" + std::to_string(index); }

const json& member(const json& object, const std::string& name, const std::string& pointer) {
  if (!object.is_object() || !object.contains(name)) refuse(pointer, "缺少 / missing \"" + name + "\"");
  return object.at(name);
}

std::string text_of(const json& properties, const std::string& name, const std::string& pointer, bool required) {
  const auto found = properties.find(name);
  if (found == properties.end() || found->is_null()) {
    if (required) refuse(pointer, "缺少属性 / missing property \"" + name + "\"");
    return {};
  }
  if (!found->is_string()) refuse(pointer + "/" + name, "应为文本 / must be text");
  return found->get<std::string>();
}

Position read_position(const json& pair, const std::string& pointer) {
  if (!pair.is_array() || pair.size() < 2 || !pair[0].is_number() || !pair[1].is_number()) {
    refuse(pointer, "应为 [经度, 纬度] / must be [longitude, latitude]");
  }
  const double lon = pair[0].get<double>();
  const double lat = pair[1].get<double>();
  if (!(std::fabs(lat) <= 90.0) && std::fabs(lon) <= 90.0) {
    refuse(pointer, "经纬度写反了 / longitude and latitude are swapped");
  }
  if (!(std::fabs(lon) <= 180.0) || !(std::fabs(lat) <= 90.0)) refuse(pointer, "坐标超出范围 / off the globe");
  return {static_cast<std::int32_t>(std::lround(lon * kUnitsPerDegree)),
          static_cast<std::int32_t>(std::lround(lat * kUnitsPerDegree))};
}

Ring read_ring(const json& points, const std::string& pointer, bool from_gcj02) {
  if (!points.is_array() || points.size() < 4 || points.size() > kRingPointsMax) {
    refuse(pointer, "环至少 4 点且首尾相同 / a ring has 4 points or more, the last equal to the first");
  }
  Ring ring;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Position position = read_position(points[i], at(pointer, i));
    ring.push_back(from_gcj02 ? wgs84_from_gcj02(position) : position);
  }
  if (ring.front() != ring.back()) refuse(pointer, "环未闭合 / the ring is not closed");
  ring.pop_back();
  return ring;
}

Polygon read_polygon(const json& rings, const std::string& pointer, bool from_gcj02) {
  if (!rings.is_array() || rings.empty()) refuse(pointer, "多边形没有环 / a polygon without rings");
  Polygon polygon;
  for (std::size_t i = 0; i < rings.size(); ++i) polygon.push_back(read_ring(rings[i], at(pointer, i), from_gcj02));
  return polygon;
}

Fence read_feature(const json& feature, const std::string& pointer, FenceFile& file) {
  const json& properties = member(feature, "properties", pointer);
  if (!properties.is_object()) refuse(pointer + "/properties", "应为对象 / must be an object");
  Fence fence;
  fence.berth = text_of(properties, "berth", pointer + "/properties", true);
  fence.terminal = text_of(properties, "terminal", pointer + "/properties", false);
  fence.waters = text_of(properties, "waters", pointer + "/properties", false);
  const std::string datum = text_of(properties, "datum", pointer + "/properties", false);
  const bool from_gcj02 = datum == "gcj02";
  if (!from_gcj02 && !datum.empty() && datum != "wgs84") {
    refuse(pointer + "/properties/datum", "未知坐标系 / unknown datum \"" + datum + "\": wgs84 or gcj02");
  }
  if (from_gcj02) ++file.converted_from_gcj02;
  const json& geometry = member(feature, "geometry", pointer);
  const std::string type = text_of(geometry, "type", pointer + "/geometry", true);
  const json& coordinates = member(geometry, "coordinates", pointer + "/geometry");
  const std::string place = pointer + "/geometry/coordinates";
  if (type == "Polygon") {
    fence.polygons.push_back(read_polygon(coordinates, place, from_gcj02));
  } else if (type == "MultiPolygon" && coordinates.is_array() && !coordinates.empty()) {
    for (std::size_t i = 0; i < coordinates.size(); ++i) {
      fence.polygons.push_back(read_polygon(coordinates[i], at(place, i), from_gcj02));
    }
  } else {
    refuse(pointer + "/geometry/type", "应为 Polygon 或 MultiPolygon / must be Polygon or MultiPolygon, not " + type);
  }
  return fence;
}

json parse(std::string_view text) {
  try {
    return json::parse(text, [](int depth, json::parse_event_t, json&) {
      if (depth > kDepthMax) refuse("", "嵌套过深 / nested too deeply");
      return true;
    });
  } catch (const json::parse_error& error) {
    refuse("byte " + std::to_string(error.byte), "不是有效的 JSON / not valid JSON");
  } catch (const json::exception&) {  // a number no double holds
    refuse("", "数值超出范围 / a number out of range");
  }
}

}  // namespace

std::variant<FenceFile, FenceDefect> read_fences(std::string_view geojson) {
  try {
    const json document = parse(geojson);
    const json& features = member(document, "features", "");
    if (!features.is_array()) refuse("/features", "应为数组 / must be an array");
    FenceFile file;
    std::set<std::string> berths;
    for (std::size_t i = 0; i < features.size(); ++i) {
      file.fences.push_back(read_feature(features[i], at("/features", i), file));
      const std::string& berth = file.fences.back().berth;
      if (!berths.insert(berth).second) refuse(at("/features", i), "泊位重复 / berth named twice: " + berth);
    }
    if (auto crossing = find_crossing(file.fences)) return *crossing;
    return file;
  } catch (const Refused& refused) {
    return refused.defect;
  }
}

}  // namespace quaywatt::gis
