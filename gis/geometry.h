#pragma once
// Positions and plane geometry. Positions are whole 1e-7 degrees (about 1 cm), as AIS and GPS receivers give them, so
// that equality, order and repetition are exact. Distances are taken in a plane laid at the position's own latitude:
// over the few kilometres of a port that differs from the ellipsoid by well under a metre, and costs a sixtieth.

#include <cmath>
#include <cstdint>
#include <numbers>

namespace quaywatt::gis {

inline constexpr double kUnitsPerDegree = 1e7;
inline constexpr double kEarthRadiusM = 6371008.8;  ///< mean radius, IUGG
inline constexpr double kMetresPerUnit = kEarthRadiusM * std::numbers::pi / 180.0 / kUnitsPerDegree;
inline constexpr double kMetresPerSecondPerKnot = 1852.0 / 3600.0;

/// WGS 84, 1e-7 degrees.
struct Position {
  std::int32_t lon = 0;
  std::int32_t lat = 0;
  auto operator<=>(const Position&) const = default;
};

/// Cosine of a latitude, for the east-west scale of a plane laid there.
inline double cos_latitude(std::int32_t lat) {
  return std::cos(static_cast<double>(lat) / kUnitsPerDegree * std::numbers::pi / 180.0);
}

inline double distance_m(const Position& a, const Position& b) {
  const double north = (static_cast<double>(b.lat) - a.lat) * kMetresPerUnit;
  const double east = (static_cast<double>(b.lon) - a.lon) * kMetresPerUnit * cos_latitude(a.lat);
  return std::hypot(north, east);
}

}  // namespace quaywatt::gis
