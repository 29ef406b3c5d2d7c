#pragma once
// The change between two years taken apart into factors that multiply to the emission: logarithmic mean Divisia index,
// additive form (LMDI-I; Ang 2005). The parts add up to the change exactly, but for floating-point rounding.

#include <array>
#include <string_view>
#include <vector>

#include "domain/emissions/vocabulary.h"

namespace quaywatt::domain {

enum class ChangeFactor : std::uint8_t { traffic, fleet_renewal, fuel_and_energy, operation, shore_power };

template <>
struct Words<ChangeFactor> {
  static constexpr std::array<std::string_view, 5> list{"traffic", "fleet_renewal", "fuel_and_energy", "operation",
                                                        "shore_power"};
};

/// The factors of one cell (a ship class in a mode on a waterway) in one year; the cell's emission is their product.
/// traffic: activity of all cells; fleet_renewal: the cell's share in it; fuel_and_energy: g/kWh; operation: kWh per
/// activity; shore_power: share not taken from the quay. All >= 0; 0 for a cell that is absent in the year.
using CellFactors = By<ChangeFactor, double>;

struct CellChange {
  CellFactors before;
  CellFactors after;
};

double emission_of(const CellFactors& factors);

/// The part of each factor in the change summed over all cells. A cell that appears or vanishes gives its whole
/// emission to the factors that are 0 on one side, in equal shares: the limit of LMDI for a factor going to 0
/// (Ang and Liu 2007).
CellFactors decompose_change(const std::vector<CellChange>& cells);

/// (a - b) / ln(a / b), a for a = b; a, b > 0.
double logarithmic_mean(double a, double b);

}  // namespace quaywatt::domain
