#include "server/usecases/energy_periods.h"

#include <map>
#include <tuple>

#include "domain/time/shanghai.h"

namespace quaywatt::server {

std::vector<EnergyFigure> energy_figures(const std::vector<HourFigure>& hours, EnergyPeriod period,
                                         EnergyPlace place) {
  std::map<std::tuple<std::string, std::string, domain::Instant>, domain::EnergyPart> sums;
  for (const HourFigure& hour : hours) {
    const domain::Instant from = period == EnergyPeriod::hour
                                     ? hour.hour
                                     : domain::shanghai_midnight(domain::shanghai_date(hour.hour));
    const std::string point = place == EnergyPlace::berth ? "" : hour.supply_point;
    domain::EnergyPart& sum = sums[{hour.berth, point, from}];
    sum = sum + hour.energy;
  }
  std::vector<EnergyFigure> figures;
  for (const auto& [key, energy] : sums) {
    figures.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), energy});
  }
  return figures;
}

}  // namespace quaywatt::server
