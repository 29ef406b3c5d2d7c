#pragma once
// Hourly energy by day and by berth, as people ask for it.

#include <string>
#include <vector>

#include "server/store/figures_store.h"

namespace quaywatt::server {

enum class EnergyPeriod { hour, day };
enum class EnergyPlace { berth, supply_point };

struct EnergyFigure {
  std::string berth;
  std::string supply_point;     ///< empty by berth
  domain::Instant from{};       ///< the hour's, or the day's in Asia/Shanghai, first instant
  domain::EnergyPart energy;
};

/// By berth, supply point and time. `hours` as the store gives them.
std::vector<EnergyFigure> energy_figures(const std::vector<HourFigure>& hours, EnergyPeriod period, EnergyPlace place);

}  // namespace quaywatt::server
