#pragma once
// What if: measures applied one after the other to the same activity, so that each shows what it brings on top of
// those before it and the parts add up to the whole, bit for bit.

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/emissions/activity_method.h"
#include "domain/emissions/exact_sum.h"

namespace quaywatt::domain {

/// Whom a measure is about; what is empty sets no bound.
struct MeasureScope {
  std::vector<ShipClassIndex> ship_classes;
  std::optional<double> gross_tonnage_min;  ///< inclusive; unknown tonnage is below every minimum
  std::vector<Tier> main_tiers;             ///< before any measure
  bool public_fleet_only = false;           ///< government and state-owned vessels (city plan 5b)
};

/// Retrofit and use: at the berth the auxiliary is off for at least this share of the hours.
struct ConnectAtBerth {
  double share_of_hours = 0;  ///< [0, 1]
};
/// Scrapped and replaced by a vessel of the same size and work with engines of this tier (city plan 5a, 5c).
struct Renew {
  Tier tier = Tier::t2;
};
/// Battery vessels: no emission of their own; the energy comes from the grid.
struct Electrify {};
/// Scrapped without replacement: its work is not done.
struct TakeOut {};

struct Measure {
  std::string name;
  MeasureScope scope;
  std::variant<ConnectAtBerth, Renew, Electrify, TakeOut> what;
};

struct ScenarioRow {
  const ActivityInterval& interval;
  bool public_fleet = false;
};

/// What a gram of NOx rests on: the factor of an engine and, for auxiliaries and boilers, the load its class is given.
struct NoxSource {
  EngineGroup group = EngineGroup::propulsion;
  EngineType engine = EngineType::msd;
  Tier tier = Tier::t0;
  ShipClassIndex ship_class = 0;
  auto operator<=>(const NoxSource&) const = default;
};

/// Emissions of one state of the world.
struct ScenarioState {
  By<Pollutant, Int128> micrograms;
  std::map<NoxSource, Int128> nox_micrograms;  ///< the same NOx by what it rests on, each part rounded by itself
  Int128 grid_joules = 0;  ///< taken from the quay or a charger instead of an engine, because of the measures
};

class Scenario {
 public:
  /// `factors` must outlive it.
  Scenario(const FactorSet& factors, ActivitySettings settings, std::vector<Measure> measures);

  /// Adds a row to the world as it is and to the world after each measure. `now` is emissions_of(row.interval).
  /// A refusal (a tier the factor set has no figure for) leaves everything as it was.
  std::optional<EmissionRefusal> add(const ScenarioRow& row, const ActivityResult& now);

  const std::vector<Measure>& measures() const { return measures_; }
  /// states()[0]: as it is; states()[i]: after the first i measures.
  const std::vector<ScenarioState>& states() const { return states_; }
  /// Rows a measure was about, by measure.
  const std::vector<std::uint64_t>& rows() const { return rows_; }

 private:
  const FactorSet& factors_;
  ActivitySettings settings_;
  std::vector<Measure> measures_;
  std::vector<ScenarioState> states_;
  std::vector<std::uint64_t> rows_;
};

}  // namespace quaywatt::domain
