#include "domain/emissions/turnover_method.h"

namespace quaywatt::domain {
namespace {

std::optional<double> so2_g_per_kg(const FactorTables& tables, const Turnover& turnover) {
  if (const auto& own = tables.so2[turnover.fuel]) return own->value * 1000;
  const auto& sulphur = tables.sulphur_percent[turnover.fuel][turnover.zone];
  if (!sulphur) return std::nullopt;
  return 2 * tables.settings.sulphur_to_so2_share.value * sulphur->value / 100 * 1000;
}

}  // namespace

std::optional<TurnoverResult> emissions_of(const FactorSet& factors, const Turnover& turnover) {
  const FactorTables& tables = factors.tables();
  const auto& per_turnover = tables.settings.fuel_for_turnover_kg_per_10000_tkm;
  TurnoverResult result;
  if (turnover.fuel_kg) {
    result.fuel_kg = *turnover.fuel_kg;
  } else if (turnover.converted_tkm && per_turnover) {
    result.fuel_kg = *turnover.converted_tkm / 10000 * per_turnover->value;
    result.fuel_estimated = true;
  } else {
    return std::nullopt;
  }
  if (const auto& nox = tables.settings.fuel_nox_g_per_kg; nox && turnover.fuel == EngineFuel::diesel)
    result.grams[Pollutant::nox] = result.fuel_kg * nox->value;
  if (const auto& co2 = tables.co2[turnover.fuel]) result.grams[Pollutant::co2] = result.fuel_kg * 1000 * co2->value;
  if (const auto so2 = so2_g_per_kg(tables, turnover)) result.grams[Pollutant::so2] = result.fuel_kg * *so2;
  return result;
}

}  // namespace quaywatt::domain
