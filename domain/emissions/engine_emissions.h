#pragma once
// Grams from one engine group: E = EF x P x t. Only propulsion gets the low-load adjustment and load-dependent fuel
// use.

#include <optional>

#include "domain/emissions/factor_set.h"

namespace quaywatt::domain {

/// NOx of an engine, g/kWh: by the limit curve where the rated speed is known and the tier has a curve, else by table.
/// Empty when the set has neither.
std::optional<double> nox_factor(const FactorSet& factors, const EngineFactors& engine, EngineType type, Tier tier,
                                 std::optional<double> rpm);

/// Grams of an engine at rated fuel consumption (auxiliaries and boilers).
Masses steady_emissions(const EngineFactors& engine, double nox_g_kwh, double energy_kwh);

/// Grams of a propulsion engine of `type` at `load` (0..1].
Masses propulsion_emissions(const EngineFactors& engine, EngineType type, const LowLoad& low_load, double nox_g_kwh,
                            double load, double energy_kwh);

}  // namespace quaywatt::domain
