#include "tests/simulation/places.h"

namespace quaywatt::simulation {

namespace {

server::RegisteredBerth berth_named(const std::string& id) {
  server::RegisteredBerth berth;
  berth.id = id;
  berth.name = id;
  berth.port = "jiangyin";
  berth.waterway = "yangtze";
  berth.waters = domain::Waters::yangtze_jiangsu;
  return berth;
}

server::RegisteredSupplyPoint supply_point_at(const std::string& berth) {
  server::RegisteredSupplyPoint point;
  point.berth = berth;
  point.id = kSupplyPoint;
  point.supply.parameters = {.voltage_v = 380, .frequency_hz = 50, .phases = 3};
  point.supply.inspected_on = domain::Date{std::chrono::year{2025}, std::chrono::month{1}, std::chrono::day{1}};
  point.rated_power = domain::Watts{kRatedPowerW};
  return point;
}

}  // namespace

std::string vessel_name(int number) { return "苏锡货100" + std::to_string(number); }

std::string vessel_identity(int number) { return "CN2009345678" + std::to_string(number); }

Places places_with(const std::vector<std::string>& berths) {
  Places places;
  for (const auto& berth : berths) {
    places.berths[berth] = berth_named(berth);
    places.supply_points[berth] = {supply_point_at(berth)};
  }
  for (int number = 0; number < kVessels; ++number) {
    server::RegisteredVessel vessel;
    vessel.identity = vessel_identity(number);
    vessel.name = vessel_name(number);
    vessel.facts.type = domain::VesselType::dry_bulk;
    places.vessels.push_back(vessel);
  }
  return places;
}

}  // namespace quaywatt::simulation
