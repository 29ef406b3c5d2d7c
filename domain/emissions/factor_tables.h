#pragma once
// Emission factors as data: what a factor set says, each figure with its source, validity and, where known, a range.
// Plain tables; `FactorSet` (factor_set.h) is the sealed value that methods use.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "domain/emissions/vocabulary.h"
#include "domain/time/instant.h"

namespace quaywatt::domain {

struct FactorRange {
  double low = 0;
  double high = 0;
};

/// One figure. Its unit is that of the table it lies in.
struct Factor {
  double value = 0;
  std::optional<FactorRange> range;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;  ///< last day
  std::string source;
};

/// Brake-specific fuel consumption, g/kWh, of engines built in [built_from, built_until].
struct FuelRate {
  int built_from = std::numeric_limits<int>::min();
  int built_until = std::numeric_limits<int>::max();
  bool load_dependent = false;  ///< follows the load curve of the Fourth IMO GHG Study, Eq. 10
  Factor rate;
};

/// PM10 in g/kWh; with `sulphate_added` it is the base at 0 % sulphur, else the whole.
struct ParticulateFactor {
  bool sulphate_added = false;
  Factor factor;
};

/// R(L) of EPA C3 RIA 2009 eq. 3-26: a L^-x + b, or for SO2 a (14.1205/L + 205.7169) S% + b.
struct LowLoadCurve {
  bool of_sulphur = false;
  double a = 0;
  double x = 0;
  double b = 0;
  std::string source;
};

/// NOx limit by rated engine speed n, g/kWh: `slow` below 130 rpm, coefficient n^exponent up to 1999, `fast` from 2000.
struct NoxLimitCurve {
  double slow = 0;
  double coefficient = 0;
  double exponent = 0;
  double fast = 0;
  std::string source;
};

/// Auxiliary and boiler loads of one size bin [size_min, size_max), kW.
struct LoadBin {
  std::string sub_type;
  double size_min = 0;
  double size_max = std::numeric_limits<double>::infinity();
  By<Mode, double> aux_kw;
  By<Mode, double> boiler_kw;
  std::string source;
};

struct ShipClass {
  std::string ship_type;
  SizeUnit size_unit = SizeUnit::deadweight_t;
  std::vector<LoadBin> bins;  ///< ascending, from 0 to infinity without gap or overlap
};

enum class TierRule : std::uint8_t { keel_year, gb_15097 };

template <>
struct Words<TierRule> {
  static constexpr std::array<std::string_view, 2> list{"keel_year", "gb_15097"};
};

struct FactorSettings {
  std::string load_table;
  TierRule tier_rule = TierRule::keel_year;
  bool small_ship_rule = false;
  std::optional<EngineType> default_aux_engine;  ///< when a vessel's auxiliary engine is unknown
  Factor sulphur_to_so2_share;
  Factor pm_sulphur_to_sulphate_percent;
  Factor pm_sulphate_weight_ratio;
  Factor pm2_5_share_of_pm10;
  Factor margin_sheltered_percent;  ///< weather and sea margin on coastal and inland waters
  Factor margin_open_sea_percent;
  std::optional<Factor> fuel_nox_g_per_kg;
  std::optional<Factor> fuel_for_turnover_kg_per_10000_tkm;
  Date valid_from{};
};

struct FactorTables {
  std::string name;
  FactorSettings settings;
  By<EngineGroup, By<EngineType, By<EngineFuel, By<Tier, std::optional<Factor>>>>> nox;  ///< g/kWh
  By<EngineGroup, By<EngineType, By<EngineFuel, std::vector<FuelRate>>>> fuel_rates;   ///< g/kWh
  By<EngineGroup, By<EngineType, std::optional<Factor>>> hc;                           ///< g/kWh
  By<EngineGroup, By<EngineType, std::optional<Factor>>> co;                           ///< g/kWh
  By<EngineFuel, std::optional<Factor>> co2;                                           ///< g/g fuel
  By<EngineFuel, std::optional<Factor>> so2;                                           ///< g/g fuel, instead of sulphur
  By<EngineFuel, By<Zone, std::optional<Factor>>> sulphur_percent;
  By<Zone, std::optional<Factor>> low_load_sulphur_percent;                            ///< S% of the SO2 low-load curve
  By<EngineFuel, std::optional<ParticulateFactor>> pm10;                               ///< any engine
  By<EngineType, By<EngineFuel, std::optional<ParticulateFactor>>> pm10_by_engine;     ///< goes before `pm10`
  By<EngineGroup, By<Zone, By<EngineType, By<EngineFuel, std::optional<Factor>>>>> fuel_share;
  By<Pollutant, std::optional<LowLoadCurve>> low_load;
  By<Tier, std::optional<NoxLimitCurve>> nox_limits;
  std::vector<ShipClass> ship_classes;
};

/// What the tables promise (an engine type is promised by a share in the fuel mix) and do not hold, in words with the
/// missing key, e.g. "nox: auxiliary HSD diesel T2". Empty when nothing is missing.
std::vector<std::string> find_holes(const FactorTables& tables);

}  // namespace quaywatt::domain
