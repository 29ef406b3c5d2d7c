#include "gis/geojson.h"

#include <cmath>

#include "gis/datum.h"

namespace quaywatt::gis {
namespace {

using nlohmann::json;

constexpr int kDepthMax = 16;
constexpr std::size_t kRingPointsMax = 100'000;

/// "GCJ-02", "gcj02" -> "gcj02".
std::string folded(const std::string& name) {
  std::string letters;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters;
}

/// RFC 7946 has no `crs`; older files name the same system in several ways.
void check_crs(const json& document) {
  const auto crs = document.find("crs");
  if (crs == document.end() || crs->is_null()) return;
  const std::string text = folded(crs->dump());
  const bool wgs84 = text.find("crs84") != std::string::npos || text.find("4326") != std::string::npos;
  if (!wgs84) refuse_geojson("/crs", "坐标参考系须为 WGS 84 / the coordinate reference system must be WGS 84");
}

Ring read_ring(const json& points, const std::string& pointer, bool from_gcj02) {
  if (!points.is_array() || points.size() < 4 || points.size() > kRingPointsMax) {
    refuse_geojson(pointer, "环至少 4 点且首尾相同 / a ring has 4 points or more, the last equal to the first");
  }
  Ring ring;
  for (std::size_t i = 0; i < points.size(); ++i) {
    ring.push_back(geojson_position(points[i], pointer_to(pointer, i), from_gcj02));
  }
  if (ring.front() != ring.back()) refuse_geojson(pointer, "环未闭合 / the ring is not closed");
  ring.pop_back();
  return ring;
}

Polygon read_polygon(const json& rings, const std::string& pointer, bool from_gcj02) {
  if (!rings.is_array() || rings.empty()) refuse_geojson(pointer, "多边形没有环 / a polygon without rings");
  Polygon polygon;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    polygon.push_back(read_ring(rings[i], pointer_to(pointer, i), from_gcj02));
  }
  return polygon;
}

std::vector<Position> read_line(const json& points, const std::string& pointer, bool from_gcj02) {
  if (!points.is_array() || points.size() < 2 || points.size() > kRingPointsMax) {
    refuse_geojson(pointer, "线至少 2 点 / a line has 2 points or more");
  }
  std::vector<Position> line;
  for (std::size_t i = 0; i < points.size(); ++i) {
    line.push_back(geojson_position(points[i], pointer_to(pointer, i), from_gcj02));
  }
  return line;
}

}  // namespace

void refuse_geojson(const std::string& place, const std::string& text) { throw GeoJsonRefused{{place, text}}; }

std::string pointer_to(const std::string& pointer, std::size_t index) { return pointer + "/" + std::to_string(index); }

json parse_geojson(std::string_view text) {
  try {
    json document = json::parse(text, [](int depth, json::parse_event_t, json&) {
      if (depth > kDepthMax) refuse_geojson("", "嵌套过深 / nested too deeply");
      return true;
    });
    if (document.is_object()) check_crs(document);
    return document;
  } catch (const json::parse_error& error) {
    refuse_geojson("byte " + std::to_string(error.byte), "不是有效的 JSON / not valid JSON");
  } catch (const json::exception&) {
    refuse_geojson("", "数值超出范围或文字不是 UTF-8 / a number out of range, or text that is not UTF-8");
  }
}

const json& geojson_features(const json& document) {
  const json& features = geojson_member(document, "features", "");
  if (!features.is_array()) refuse_geojson("/features", "应为数组 / must be an array");
  return features;
}

const json& geojson_member(const json& object, const std::string& name, const std::string& pointer) {
  if (!object.is_object() || !object.contains(name)) refuse_geojson(pointer, "缺少 / missing \"" + name + "\"");
  return object.at(name);
}

std::string geojson_text(const json& properties, const std::string& name, const std::string& pointer, bool required) {
  const auto found = properties.find(name);
  if (found == properties.end() || found->is_null()) {
    if (required) refuse_geojson(pointer, "缺少属性 / missing property \"" + name + "\"");
    return {};
  }
  if (!found->is_string()) refuse_geojson(pointer + "/" + name, "应为文本 / must be text");
  return found->get<std::string>();
}

bool is_gcj02(const json& properties, const std::string& pointer) {
  const std::string datum = geojson_text(properties, "datum", pointer, false);
  const std::string name = folded(datum);
  if (name == "gcj02") return true;
  if (!name.empty() && name != "wgs84" && name != "epsg4326") {
    refuse_geojson(pointer + "/datum", "未知坐标系 / unknown datum \"" + datum + "\": wgs84 or gcj02");
  }
  return false;
}

Position geojson_position(const json& pair, const std::string& pointer, bool from_gcj02) {
  if (!pair.is_array() || pair.size() < 2 || !pair[0].is_number() || !pair[1].is_number()) {
    refuse_geojson(pointer, "应为 [经度, 纬度] / must be [longitude, latitude]");
  }
  const double lon = pair[0].get<double>();
  const double lat = pair[1].get<double>();
  if (!(std::fabs(lat) <= 90.0) && std::fabs(lon) <= 90.0) {
    refuse_geojson(pointer, "经纬度写反了 / longitude and latitude are swapped");
  }
  if (!(std::fabs(lon) <= 180.0) || !(std::fabs(lat) <= 90.0)) {
    refuse_geojson(pointer, "坐标超出范围 / off the globe");
  }
  const Position at{static_cast<std::int32_t>(std::lround(lon * kUnitsPerDegree)),
                    static_cast<std::int32_t>(std::lround(lat * kUnitsPerDegree))};
  return from_gcj02 ? wgs84_from_gcj02(at) : at;
}

std::vector<Polygon> geojson_polygons(const json& geometry, const std::string& pointer, bool from_gcj02) {
  const std::string type = geojson_text(geometry, "type", pointer, true);
  const json& coordinates = geojson_member(geometry, "coordinates", pointer);
  const std::string place = pointer + "/coordinates";
  if (type == "Polygon") return {read_polygon(coordinates, place, from_gcj02)};
  if (type != "MultiPolygon" || !coordinates.is_array() || coordinates.empty()) {
    refuse_geojson(pointer + "/type", "应为 Polygon 或 MultiPolygon / must be Polygon or MultiPolygon, not " + type);
  }
  std::vector<Polygon> polygons;
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    polygons.push_back(read_polygon(coordinates[i], pointer_to(place, i), from_gcj02));
  }
  return polygons;
}

std::vector<std::vector<Position>> geojson_lines(const json& geometry, const std::string& pointer, bool from_gcj02) {
  const std::string type = geojson_text(geometry, "type", pointer, true);
  const json& coordinates = geojson_member(geometry, "coordinates", pointer);
  const std::string place = pointer + "/coordinates";
  if (type == "LineString") return {read_line(coordinates, place, from_gcj02)};
  if (type != "MultiLineString" || !coordinates.is_array() || coordinates.empty()) {
    refuse_geojson(pointer + "/type", "应为 LineString / must be LineString or MultiLineString, not " + type);
  }
  std::vector<std::vector<Position>> lines;
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    lines.push_back(read_line(coordinates[i], pointer_to(place, i), from_gcj02));
  }
  return lines;
}

}  // namespace quaywatt::gis
