#pragma once
// The interval of a NOx figure: ranges of factors, of auxiliary loads and of activity nobody saw, drawn together, so
// that the difference of two states of the world has the interval of what differs.

#include "domain/emissions/scenario.h"
#include "domain/emissions/uncertainty.h"

namespace quaywatt::domain {

/// What is assumed where the factor set gives no range; shown with every interval.
struct NoxUncertainty {
  double factor_low = 0.8;    ///< of a factor without a range of its own
  double factor_high = 1.2;
  double hotel_low = 0.5;     ///< auxiliary and boiler load of a ship class: tables differ by more than half
  double hotel_high = 2.0;
  double activity_low = 0.95; ///< gaps of reception and what is counted twice
  double activity_high = 1.10;
  std::uint64_t seed = 1;
  std::size_t draws = kDefaultDraws;
};

/// Grams of `of`, or of `of` less `less` where given: what a measure saves is one state less the next.
Interval nox_interval(const FactorSet& factors, const ScenarioState& of, const ScenarioState* less,
                      const NoxUncertainty& assumed);

}  // namespace quaywatt::domain
