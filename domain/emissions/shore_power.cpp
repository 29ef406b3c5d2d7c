#include "domain/emissions/shore_power.h"

#include <cstdlib>

#include "domain/emissions/engine_emissions.h"
#include "domain/emissions/vessel_engines.h"

namespace quaywatt::domain {
namespace {

double kwh(WattHours energy) { return static_cast<double>(energy.value) / 1000; }

}  // namespace

std::variant<Masses, EmissionRefusal> avoided_emissions(const FactorSet& factors, const VesselParticulars& vessel,
                                                        Zone zone, WattHours metered) {
  const EngineOrRefusal engine = aux_engine(factors, vessel, zone);
  if (const auto* refusal = std::get_if<EmissionRefusal>(&engine)) return *refusal;
  const auto& running = std::get<RunningEngine>(engine);
  return steady_emissions(*running.factors, running.nox_g_kwh, kwh(metered));
}

std::optional<GridEmission> grid_emission(const std::vector<GridFactor>& factors, const std::string& region, int year,
                                          WattHours metered) {
  const GridFactor* nearest = nullptr;
  for (const GridFactor& factor : factors) {
    if (factor.region != region) continue;
    const auto distance = [year](const GridFactor& candidate) { return std::abs(candidate.year - year); };
    if (!nearest || distance(factor) < distance(*nearest) ||
        (distance(factor) == distance(*nearest) && factor.year > nearest->year))
      nearest = &factor;
  }
  if (!nearest) return std::nullopt;
  return GridEmission{kwh(metered) * nearest->factor.value * 1000, nearest->year, nearest->year != year};
}

}  // namespace quaywatt::domain
