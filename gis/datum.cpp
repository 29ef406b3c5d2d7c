#include "gis/datum.h"

#include <numbers>

namespace quaywatt::gis {
namespace {

using std::numbers::pi;

/// Krasovsky 1940, the ellipsoid the shift is defined on.
constexpr double kSemiMajorM = 6378245.0;
constexpr double kEccentricitySquared = 0.00669342162296594323;

struct Degrees {
  double lon;
  double lat;
};

bool outside_china(const Degrees& at) {
  return at.lon < 72.004 || at.lon > 137.8347 || at.lat < 0.8293 || at.lat > 55.8271;
}

double wave(double x, double amplitude, double period) { return amplitude * std::sin(x * pi * period); }

/// The published polynomial-and-sine shift, in degrees.
Degrees shift(const Degrees& at) {
  const double x = at.lon - 105.0;
  const double y = at.lat - 35.0;
  const double shared = (wave(x, 20.0, 6.0) + wave(x, 20.0, 2.0)) * 2.0 / 3.0;
  double north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::fabs(x)) + shared;
  north += (wave(y, 20.0, 1.0) + wave(y, 40.0, 1.0 / 3.0)) * 2.0 / 3.0;
  north += (wave(y, 160.0, 1.0 / 12.0) + wave(y, 320.0, 1.0 / 30.0)) * 2.0 / 3.0;
  double east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::fabs(x)) + shared;
  east += (wave(x, 20.0, 1.0) + wave(x, 40.0, 1.0 / 3.0)) * 2.0 / 3.0;
  east += (wave(x, 150.0, 1.0 / 12.0) + wave(x, 300.0, 1.0 / 30.0)) * 2.0 / 3.0;

  const double lat_rad = at.lat / 180.0 * pi;
  const double sine = std::sin(lat_rad);
  const double magic = 1.0 - kEccentricitySquared * sine * sine;
  const double meridian_m = kSemiMajorM * (1.0 - kEccentricitySquared) / (magic * std::sqrt(magic));
  const double parallel_m = kSemiMajorM / std::sqrt(magic) * std::cos(lat_rad);
  return {east * 180.0 / (parallel_m * pi), north * 180.0 / (meridian_m * pi)};
}

Degrees degrees(Position at) { return {at.lon / kUnitsPerDegree, at.lat / kUnitsPerDegree}; }

Position position(const Degrees& at) {
  return {static_cast<std::int32_t>(std::lround(at.lon * kUnitsPerDegree)),
          static_cast<std::int32_t>(std::lround(at.lat * kUnitsPerDegree))};
}

}  // namespace

Position gcj02_from_wgs84(Position wgs84) {
  const Degrees at = degrees(wgs84);
  if (outside_china(at)) return wgs84;
  const Degrees by = shift(at);
  return position({at.lon + by.lon, at.lat + by.lat});
}

Position wgs84_from_gcj02(Position gcj02) {
  const Degrees shown = degrees(gcj02);
  if (outside_china(shown)) return gcj02;
  Degrees guess = shown;
  for (int round = 0; round < 5; ++round) {  // the shift changes by 1e-4 of itself per step, so five are plenty
    const Degrees by = shift(guess);
    guess = {shown.lon - by.lon, shown.lat - by.lat};
  }
  return position(guess);
}

}  // namespace quaywatt::gis
