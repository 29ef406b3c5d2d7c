#pragma once
// Low-load adjustment of propulsion engines (EPA C3 RIA 2009 eq. 3-26): L(load) = R(load)/R(0.2) for 0 < load <= 0.2,
// else 1. Computed from the coefficients, never interpolated from a table of loads.

#include <array>
#include <cstdint>

#include "domain/emissions/factor_tables.h"

namespace quaywatt::domain {

/// Loads up to here are low.
inline constexpr double kLowLoad = 0.20;

class LowLoad {
 public:
  LowLoad() = default;
  /// `sulphur_percent` is the sulphur content in the SO2 formula; pollutants without a curve keep the factor 1.
  LowLoad(const By<Pollutant, std::optional<LowLoadCurve>>& curves, double sulphur_percent);

  /// The adjustment of each pollutant at `load`. The engine must not be electric drive (is_electric_drive).
  Masses at(double load) const;

 private:
  struct Curve {
    double a = 0;
    double b = 1;
    double at_low_load = 1;    ///< R(0.2)
    std::uint8_t power = 0;    ///< index into exponents_
  };

  By<Pollutant, Curve> curves_;
  std::array<double, kCountOf<Pollutant>> exponents_{};  ///< distinct exponents, so that each power is taken once
  std::size_t exponent_count_ = 0;
};

}  // namespace quaywatt::domain
