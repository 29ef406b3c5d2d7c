#pragma once
// Turnover method of the national guideline: fuel burnt x g/kg, or fuel estimated from converted turnover.
// Used where neither positions nor stays are known; only pollutants with a fuel-based factor have a figure.

#include <optional>

#include "domain/emissions/factor_set.h"

namespace quaywatt::domain {

struct Turnover {
  EngineFuel fuel = EngineFuel::diesel;
  Zone zone = Zone::eca;
  std::optional<double> fuel_kg;         ///< burnt; goes before the estimate
  std::optional<double> converted_tkm;   ///< t km, passengers converted
};

struct TurnoverResult {
  double fuel_kg = 0;
  bool fuel_estimated = false;                   ///< 50 kg per 10^4 t km
  By<Pollutant, std::optional<double>> grams;    ///< empty: the set has no fuel-based factor
};

/// Empty when neither fuel nor turnover is known, or the set has no fuel rate for turnover.
std::optional<TurnoverResult> emissions_of(const FactorSet& factors, const Turnover& turnover);

}  // namespace quaywatt::domain
