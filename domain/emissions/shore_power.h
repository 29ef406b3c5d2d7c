#pragma once
// What a metered connection avoided at the berth, and what the grid emitted instead. Two lines of their own: the
// inventory at the berth already has the auxiliary off while connected, so neither is ever subtracted from it.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/emissions/refusal.h"
#include "domain/emissions/vessel_particulars.h"
#include "domain/units.h"

namespace quaywatt::domain {

/// Grid CO2 of one region and year, kg/kWh.
struct GridFactor {
  std::string region;
  int year = 0;
  Factor factor;
};

struct GridEmission {
  double co2_g = 0;
  int factor_year = 0;     ///< the year whose factor was used
  bool other_year = false; ///< no official value for the year asked; must be said wherever the figure shows
};

/// Grams the vessel's auxiliary engine would have emitted for the metered energy. Boilers are not part: they stay on.
std::variant<Masses, EmissionRefusal> avoided_emissions(const FactorSet& factors, const VesselParticulars& vessel,
                                                        Zone zone, WattHours metered);

/// Grid CO2 for the metered energy with the factor of `year`, else of the nearest year there is (the later of two
/// equally near). Empty when the region has no factor at all.
std::optional<GridEmission> grid_emission(const std::vector<GridFactor>& factors, const std::string& region, int year,
                                          WattHours metered);

}  // namespace quaywatt::domain
