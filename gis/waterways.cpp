#include "gis/waterways.h"

#include "gis/water_network.h"

namespace quaywatt::gis {
namespace {

/// The areas of one kind, prepared, and their numbers in the chart.
AreaIndex index_of(const WaterChart& chart, AreaKind kind, std::vector<AreaNo>& numbers) {
  std::vector<const std::vector<Polygon>*> polygons;
  for (std::size_t i = 0; i < chart.areas.size(); ++i) {
    if (chart.areas[i].kind != kind) continue;
    polygons.push_back(&chart.areas[i].polygons);
    numbers.push_back(static_cast<AreaNo>(i));
  }
  return AreaIndex{polygons};
}

AreaNo number_in(const std::vector<AreaNo>& numbers, AreaNo found) {
  return found == kNoArea ? kNoArea : numbers[static_cast<std::size_t>(found)];
}

}  // namespace

Waterways::Waterways(WaterChart chart)
    : chart_(std::move(chart)),
      waterways_(index_of(chart_, AreaKind::waterway, waterway_nos_)),
      port_areas_(index_of(chart_, AreaKind::port_area, port_area_nos_)),
      control_areas_(index_of(chart_, AreaKind::control_area, control_area_nos_)),
      network_(std::make_unique<const WaterNetwork>(chart_.lines)) {}

Waterways::~Waterways() = default;
Waterways::Waterways(Waterways&&) noexcept = default;
Waterways& Waterways::operator=(Waterways&&) noexcept = default;

WaterPlace Waterways::find(Position at) const {
  return {.waterway = number_in(waterway_nos_, waterways_.find(at)),
          .port_area = number_in(port_area_nos_, port_areas_.find(at)),
          .control_area = control_areas_.find(at) != kNoArea};
}

std::optional<double> Waterways::distance_along_m(Position a, Position b) const { return network_->distance_m(a, b); }

}  // namespace quaywatt::gis
