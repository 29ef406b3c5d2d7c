// Charts of waters (GeoJSON): areas, centre lines, and the way along them.

#include <cmath>
#include <string>
#include <variant>

#include "gis/waterways.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

constexpr std::size_t kPointsMax = 32;  // asked for; every pair of them takes a search
constexpr double kHalfEquatorM = 20'040'000;

std::vector<gis::Position> points_of(const gis::WaterChart& chart) {
  std::vector<gis::Position> points;
  for (const auto& line : chart.lines) points.insert(points.end(), line.points.begin(), line.points.end());
  for (const auto& area : chart.areas) {
    for (const auto& polygon : area.polygons) points.insert(points.end(), polygon[0].begin(), polygon[0].end());
  }
  points.resize(std::min(points.size(), kPointsMax));
  return points;
}

void check_chart(gis::WaterChart chart) {
  for (const auto& line : chart.lines) demand(line.points.size() >= 2, "a centre line has two points or more");
  const auto points = points_of(chart);
  const auto areas = static_cast<gis::AreaNo>(chart.areas.size());
  const gis::Waterways waters(std::move(chart));
  for (const auto& point : points) {
    const auto place = waters.find(point);
    demand(place.waterway < areas && place.port_area < areas, "a position is in an area of the chart");
    const auto there = waters.distance_along_m(points.front(), point);
    if (there) demand(std::isfinite(*there) && *there >= 0, "a distance is a length");
    const auto back = waters.distance_along_m(point, points.front());
    demand(there.has_value() == back.has_value(), "who can come can go");
    if (there && *there < kHalfEquatorM) {
      demand(std::fabs(*there - *back) <= 1 + *there * 1e-3, "the way back is as long as the way there");
    }
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = gis::read_waters(fuzz::Input(data, size).text());
  if (const auto* defect = std::get_if<gis::FenceDefect>(&read)) {
    fuzz::demand_bilingual(defect->text, "a refused chart is explained");
  } else {
    check_chart(std::get<gis::WaterChart>(read));
  }
  return 0;
}
