#include "domain/emissions/engine_emissions.h"

#include "domain/emissions/tier.h"

namespace quaywatt::domain {
namespace {

/// g/kWh of each pollutant.
Masses factors_at(const EngineFactors& engine, double nox_g_kwh, double fuel_curve) {
  Masses factors;
  factors[Pollutant::nox] = nox_g_kwh;
  factors[Pollutant::pm10] = engine.pm10_g_kwh.at(fuel_curve);
  factors[Pollutant::pm2_5] = engine.pm2_5_g_kwh.at(fuel_curve);
  factors[Pollutant::so2] = engine.so2_g_kwh.at(fuel_curve);
  factors[Pollutant::co2] = engine.co2_g_kwh.at(fuel_curve);
  factors[Pollutant::co] = engine.co_g_kwh;
  factors[Pollutant::hc] = engine.hc_g_kwh;
  return factors;
}

}  // namespace

std::optional<double> nox_factor(const FactorSet& factors, const EngineFactors& engine, EngineType type, Tier tier,
                                 std::optional<double> rpm) {
  if (rpm && is_tiered(type))
    if (const auto& curve = factors.tables().nox_limits[tier]) return nox_limit(*curve, *rpm);
  return engine.nox_g_kwh[tier];
}

Masses steady_emissions(const EngineFactors& engine, double nox_g_kwh, double energy_kwh) {
  Masses grams = factors_at(engine, nox_g_kwh, 1);
  for (double& mass : grams.items) mass *= energy_kwh;
  return grams;
}

Masses propulsion_emissions(const EngineFactors& engine, EngineType type, const LowLoad& low_load, double nox_g_kwh,
                            double load, double energy_kwh) {
  Masses grams = factors_at(engine, nox_g_kwh, fuel_curve(load));
  for (double& mass : grams.items) mass *= energy_kwh;
  if (load > kLowLoad || is_electric_drive(type)) return grams;
  const Masses adjustment = low_load.at(load);
  for (std::size_t i = 0; i < grams.items.size(); ++i) grams.items[i] *= adjustment.items[i];
  return grams;
}

}  // namespace quaywatt::domain
