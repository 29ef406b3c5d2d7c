#include "berth-agent/berth/berth_setup.h"

#include <algorithm>

namespace quaywatt::agent {

namespace {

template <typename Entries>
auto* named(const Entries& entries, const std::string& id) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.id == id; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

const SupplyPointConfig* BerthSetup::supply_point(const std::string& id) const { return named(supply_points, id); }

const MeterConfig* BerthSetup::meter(const std::string& id) const { return named(meters, id); }

BerthSetup berth_setup(const AgentConfig& config) {
  BerthSetup setup;
  setup.berth = config.berth;
  setup.supply_points = config.supply_points;
  setup.meters = config.meters;
  return setup;
}

}  // namespace quaywatt::agent
