#pragma once
// What an inventory knows of a vessel. Unknown is empty; values are finite and within the limits below, which the
// border checks when it parses.

#include <optional>

#include "domain/emissions/factor_set.h"
#include "domain/emissions/tier.h"

namespace quaywatt::domain {

// Plausible bounds; a value outside is a mistake of unit or column, not a large ship.
inline constexpr double kMaxDeadweightT = 1'000'000;
inline constexpr double kMaxGrossTonnage = 1'000'000;
inline constexpr double kMaxTeu = 100'000;
inline constexpr double kMaxGasM3 = 1'000'000;
inline constexpr double kMaxPassengers = 20'000;
inline constexpr double kMaxEngineKw = 200'000;
inline constexpr double kMaxEngineRpm = 10'000;
inline constexpr int kMinBuildYear = 1850;
inline constexpr int kMaxBuildYear = 2100;
inline constexpr double kMaxDraughtM = 30;

struct VesselParticulars {
  ShipClassIndex ship_class = 0;
  By<SizeUnit, std::optional<double>> sizes;
  std::optional<double> mcr_kw;  ///< installed main engine power; 0 for a vessel without engine
  BuildDate built;
  std::optional<EngineType> main_engine;
  std::optional<EngineType> aux_engine;
  std::optional<Tier> main_certified;
  std::optional<Tier> aux_certified;
  std::optional<double> main_rpm;
  std::optional<double> aux_rpm;
  std::optional<double> aux_rated_kw;  ///< of one generator set
};

}  // namespace quaywatt::domain
