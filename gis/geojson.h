#pragma once
// Reading GeoJSON (RFC 7946) with the place of whatever is wrong.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "gis/fence.h"
#include "gis/geometry.h"

namespace quaywatt::gis {

/// Thrown and caught inside gis only: the first defect ends the reading.
struct GeoJsonRefused {
  FenceDefect defect;
};

[[noreturn]] void refuse_geojson(const std::string& place, const std::string& text);

/// "/features" and 3 -> "/features/3".
std::string pointer_to(const std::string& pointer, std::size_t index);

/// The whole text. Refused: no JSON, nested deeper than GeoJSON needs, numbers no double holds, a `crs` other than
/// WGS 84.
nlohmann::json parse_geojson(std::string_view text);

/// The features of a FeatureCollection.
const nlohmann::json& geojson_features(const nlohmann::json& document);

const nlohmann::json& geojson_member(const nlohmann::json& object, const std::string& name, const std::string& pointer);

/// A text property; empty when absent or null, refused when `required`.
std::string geojson_text(const nlohmann::json& properties, const std::string& name, const std::string& pointer,
                         bool required);

/// Whether the property `datum` says GCJ-02. Absent = WGS 84; unknown datums, BD-09 among them, are refused.
bool is_gcj02(const nlohmann::json& properties, const std::string& pointer);

Position geojson_position(const nlohmann::json& pair, const std::string& pointer, bool from_gcj02);

/// Polygon or MultiPolygon.
std::vector<Polygon> geojson_polygons(const nlohmann::json& geometry, const std::string& pointer, bool from_gcj02);

/// LineString or MultiLineString.
std::vector<std::vector<Position>> geojson_lines(const nlohmann::json& geometry, const std::string& pointer,
                                                 bool from_gcj02);

}  // namespace quaywatt::gis
