#include "domain/emissions/scenario.h"

#include <algorithm>

#include "domain/emissions/vessel_engines.h"

namespace quaywatt::domain {
namespace {

bool concerns(const MeasureScope& scope, const ScenarioRow& row, Tier main_tier) {
  const auto& vessel = row.interval.vessel;
  const auto listed = [](const auto& list, const auto& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
  };
  const double gross_tonnage = vessel.sizes[SizeUnit::gross_tonnage].value_or(-1);
  return listed(scope.ship_classes, vessel.ship_class) && listed(scope.main_tiers, main_tier) &&
         gross_tonnage >= scope.gross_tonnage_min.value_or(-1) && (!scope.public_fleet_only || row.public_fleet);
}

/// One row on its way through the measures.
struct World {
  ActivityInterval interval;
  bool emits = true;
  double grid_kwh = 0;
};

struct Apply {
  World& world;
  const ActivityResult& now;

  void operator()(const ConnectAtBerth& measure) const {
    auto& connected = world.interval.connected_hours;
    const double wanted = measure.share_of_hours * world.interval.hours;
    if (!world.emits || now.mode != Mode::berth || wanted <= connected) return;
    world.grid_kwh += now.aux_kw * (wanted - connected);
    connected = wanted;
  }
  void operator()(const Renew& measure) const {
    world.interval.vessel.main_certified = measure.tier;
    world.interval.vessel.aux_certified = measure.tier;
  }
  void operator()(const Electrify&) const {
    if (!world.emits) return;
    for (const double kwh : now.emissions.energy_kwh.items) world.grid_kwh += kwh;
    world.emits = false;
  }
  void operator()(const TakeOut&) const {
    world.emits = false;
    world.grid_kwh = 0;
  }
};

NoxSource source_of(const FactorSet& factors, const VesselParticulars& vessel, EngineGroup group,
                    const ActivityResult& result) {
  if (group == EngineGroup::propulsion) {
    return {group, vessel.main_engine.value_or(EngineType::msd), result.tier, vessel.ship_class};
  }
  if (group == EngineGroup::boiler) return {group, EngineType::boiler, Tier::t0, vessel.ship_class};
  return {group, aux_type(factors, vessel).value_or(EngineType::hsd), result.aux_tier, vessel.ship_class};
}

/// What one row adds to one state.
void add_row(ScenarioState& state, const FactorSet& factors, const World& world, const ActivityResult& result) {
  state.grid_joules += round_once(world.grid_kwh * kJoulesPerKwh);
  if (!world.emits) return;
  const auto& emissions = result.emissions;
  for (const Pollutant pollutant : all_of<Pollutant>()) {
    state.micrograms[pollutant] += round_once(emissions.total(pollutant) * kMicrogramsPerGram);
  }
  for (const EngineGroup group : all_of<EngineGroup>()) {
    const auto nox = round_once(emissions.grams[group][Pollutant::nox] * kMicrogramsPerGram);
    if (nox != 0) state.nox_micrograms[source_of(factors, world.interval.vessel, group, result)] += nox;
  }
}

}  // namespace

Scenario::Scenario(const FactorSet& factors, ActivitySettings settings, std::vector<Measure> measures)
    : factors_(factors),
      settings_(settings),
      measures_(std::move(measures)),
      states_(measures_.size() + 1),
      rows_(measures_.size()) {}

std::optional<EmissionRefusal> Scenario::add(const ScenarioRow& row, const ActivityResult& now) {
  std::vector<std::pair<World, ActivityResult>> steps{{World{row.interval}, now}};
  for (const auto& measure : measures_) {
    auto [world, result] = steps.back();
    if (concerns(measure.scope, row, now.tier)) {
      std::visit(Apply{world, result}, measure.what);
      const auto outcome = emissions_of(factors_, settings_, world.interval);
      if (const auto* refusal = std::get_if<EmissionRefusal>(&outcome)) return *refusal;
      result = std::get<ActivityResult>(outcome);
    }
    steps.emplace_back(world, result);
  }
  for (std::size_t i = 0; i < steps.size(); ++i) add_row(states_[i], factors_, steps[i].first, steps[i].second);
  for (std::size_t i = 0; i < measures_.size(); ++i) rows_[i] += concerns(measures_[i].scope, row, now.tier) ? 1U : 0U;
  return std::nullopt;
}

}  // namespace quaywatt::domain
