#pragma once
// The factors of one engine type in one zone, with the fuel mix worked in, ready for arithmetic.

#include <optional>
#include <vector>

#include "domain/emissions/factor_tables.h"

namespace quaywatt::domain {

/// g/kWh = fixed + burnt * f, where f is the load curve of fuel consumption (1 at rated consumption).
struct FuelBoundFactor {
  double fixed = 0;
  double burnt = 0;
  double at(double fuel_curve) const { return fixed + burnt * fuel_curve; }
};

struct EngineFactors {
  By<Tier, std::optional<double>> nox_g_kwh;
  double hc_g_kwh = 0;
  double co_g_kwh = 0;
  FuelBoundFactor pm10_g_kwh;
  FuelBoundFactor pm2_5_g_kwh;
  FuelBoundFactor so2_g_kwh;
  FuelBoundFactor co2_g_kwh;
  FuelBoundFactor fuel_g_kwh;
};

/// The factors of engines built in [built_from, built_until].
struct EngineEra {
  int built_from = 0;
  int built_until = 0;
  EngineFactors factors;
};

/// Load curve of specific fuel consumption: 0.455 L^2 - 0.710 L + 1.280 (Fourth IMO GHG Study 2020, Eq. 10).
double fuel_curve(double load);

/// Works the fuel mix of (group, zone, engine) into factors, one for each era in which every fuel of the mix has a
/// consumption. Empty when the tables promise no such engine.
std::vector<EngineEra> resolve_engine(const FactorTables& tables, EngineGroup group, Zone zone, EngineType engine);

}  // namespace quaywatt::domain
