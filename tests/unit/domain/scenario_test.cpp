// What if: measures on a small fleet, by hand. Figures of emissions_small_set.h.

#include <gtest/gtest.h>

#include "domain/emissions/nox_uncertainty.h"
#include "tests/unit/domain/emissions_small_set.h"

namespace quaywatt::domain {
namespace {

const FactorSet kSet = small_set();
const ActivitySettings kSettings{10, PowerLaw::propeller};
constexpr ShipClassIndex kCargo = 0;
constexpr ShipClassIndex kTug = 1;

/// A cargo vessel of 2,000 t dead weight and 1,200 GT at the berth for ten hours: 100 kW auxiliary, 40 kW boiler.
ActivityInterval at_berth() {
  ActivityInterval row;
  row.vessel.ship_class = kCargo;
  row.vessel.sizes[SizeUnit::deadweight_t] = 2000;
  row.vessel.sizes[SizeUnit::gross_tonnage] = 1200;
  row.vessel.mcr_kw = 800;
  row.vessel.built.year = 1995;
  row.vessel.main_engine = EngineType::msd;
  row.vessel.aux_engine = EngineType::hsd;
  row.area = Area::berth;
  row.speed_kn = 0;
  row.hours = 10;
  return row;
}

ActivityInterval under_way() {
  auto row = at_berth();
  row.area = Area::none;
  row.speed_kn = 8;
  row.reference_speed_kn = 10;
  return row;
}

Scenario after(std::vector<Measure> measures, const std::vector<ActivityInterval>& rows, bool public_fleet = false) {
  Scenario scenario(kSet, kSettings, std::move(measures));
  for (const auto& row : rows) {
    const auto now = emissions_of(kSet, kSettings, row);
    EXPECT_EQ(scenario.add({row, public_fleet}, std::get<ActivityResult>(now)), std::nullopt);
  }
  return scenario;
}

double nox_g(const Scenario& scenario, std::size_t state) {
  return static_cast<double>(scenario.states()[state].micrograms[Pollutant::nox]) / kMicrogramsPerGram;
}

double grid_kwh(const Scenario& scenario, std::size_t state) {
  return static_cast<double>(scenario.states()[state].grid_joules) / kJoulesPerKwh;
}

TEST(Scenario, HalfTheHoursOnShorePowerHalveTheAuxiliaryAndLeaveTheBoiler) {
  const auto scenario = after({{"half", {}, ConnectAtBerth{0.5}}}, {at_berth()});
  EXPECT_DOUBLE_EQ(nox_g(scenario, 0), 100 * 10 * 11 + 40 * 10 * 2);
  EXPECT_DOUBLE_EQ(nox_g(scenario, 1), 100 * 5 * 11 + 40 * 10 * 2);
  EXPECT_DOUBLE_EQ(grid_kwh(scenario, 1), 500);
}

TEST(Scenario, WhoConnectsLongerAlreadyIsLeftAsHeIsAndUnderWayNobodyConnects) {
  auto connected = at_berth();
  connected.connected_hours = 8;
  const auto scenario = after({{"half", {}, ConnectAtBerth{0.5}}}, {connected, under_way()});
  EXPECT_DOUBLE_EQ(nox_g(scenario, 0), nox_g(scenario, 1));
  EXPECT_DOUBLE_EQ(grid_kwh(scenario, 1), 0);
  EXPECT_EQ(scenario.rows().front(), 2u);
}

TEST(Scenario, RenewalTakesTheTierOfBothEngines) {
  const auto scenario = after({{"scrap T0", {.main_tiers = {Tier::t0}}, Renew{Tier::t2}}}, {at_berth()});
  EXPECT_DOUBLE_EQ(nox_g(scenario, 1), 100 * 10 * 8.8 + 40 * 10 * 2);
}

TEST(Scenario, ElectricVesselsEmitNothingAndDrawWhatTheirEnginesGave) {
  const auto scenario = after({{"public", {.public_fleet_only = true}, Electrify{}}}, {at_berth()}, true);
  EXPECT_DOUBLE_EQ(nox_g(scenario, 1), 0);
  EXPECT_DOUBLE_EQ(grid_kwh(scenario, 1), 1400);
  EXPECT_DOUBLE_EQ(nox_g(after({{"public", {.public_fleet_only = true}, Electrify{}}}, {at_berth()}), 1),
                   nox_g(scenario, 0))
      << "nobody's but the public fleet";
}

TEST(Scenario, WhatIsElectricOrGoneCannotConnectAgain) {
  const auto scenario = after({{"electric", {}, Electrify{}},
                               {"again", {}, Electrify{}},
                               {"quay", {}, ConnectAtBerth{1}},
                               {"out", {}, TakeOut{}}},
                              {at_berth()});
  EXPECT_DOUBLE_EQ(grid_kwh(scenario, 1), 1400);
  EXPECT_DOUBLE_EQ(grid_kwh(scenario, 3), 1400);
  EXPECT_DOUBLE_EQ(grid_kwh(scenario, 4), 0);
  EXPECT_DOUBLE_EQ(nox_g(scenario, 4), 0);
}

TEST(Scenario, MeasuresBuildOnEachOtherAndTheirPartsAddUp) {
  const auto scenario = after({{"quay", {}, ConnectAtBerth{0.5}}, {"renew", {}, Renew{Tier::t2}}},
                              {at_berth(), under_way()});
  const double saved = (nox_g(scenario, 0) - nox_g(scenario, 1)) + (nox_g(scenario, 1) - nox_g(scenario, 2));
  EXPECT_DOUBLE_EQ(saved, nox_g(scenario, 0) - nox_g(scenario, 2));
  EXPECT_DOUBLE_EQ(nox_g(scenario, 0) - nox_g(scenario, 1), 5500) << "what lies at the berth only";
}

TEST(Scenario, TheScopeIsTypeTonnageAndTier) {
  auto small = at_berth();
  small.vessel.sizes[SizeUnit::gross_tonnage] = 1199;
  auto unknown = at_berth();
  unknown.vessel.sizes[SizeUnit::gross_tonnage].reset();
  auto tug = at_berth();
  tug.vessel.ship_class = kTug;
  auto young = at_berth();
  young.vessel.built.year = 2012;
  const MeasureScope scope{.ship_classes = {kCargo}, .gross_tonnage_min = 1200, .main_tiers = {Tier::t0}};
  const auto scenario = after({{"m", scope, ConnectAtBerth{1}}}, {at_berth(), small, unknown, tug, young});
  EXPECT_EQ(scenario.rows().front(), 1u);
}

TEST(Scenario, ATierTheFactorSetDoesNotKnowLeavesEverythingAsItWas) {
  auto tables = small_tables();
  tables.nox[EngineGroup::auxiliary][EngineType::hsd][EngineFuel::diesel][Tier::gb2].reset();
  const FactorSet set(tables, std::string(64, '0'));
  Scenario scenario(set, kSettings, {{"renew", {}, Renew{Tier::gb2}}});
  const auto row = at_berth();
  EXPECT_NE(scenario.add({row, false}, std::get<ActivityResult>(emissions_of(set, kSettings, row))), std::nullopt);
  EXPECT_EQ(scenario.states()[0].micrograms[Pollutant::nox], 0);
}

TEST(Scenario, NoxBySourceAddsUpToTheNox) {
  auto unknown_engines = under_way();
  unknown_engines.vessel.main_engine = EngineType::lng;
  const auto scenario = after({}, {at_berth(), under_way(), unknown_engines});
  Int128 sum = 0;
  for (const auto& [source, micrograms] : scenario.states()[0].nox_micrograms) sum += micrograms;
  EXPECT_NEAR(static_cast<double>(sum), static_cast<double>(scenario.states()[0].micrograms[Pollutant::nox]), 3);
}

TEST(NoxInterval, HoldsTheValueAndIsTheSameForTheSameSeed) {
  const auto scenario = after({{"half", {}, ConnectAtBerth{0.5}}}, {at_berth(), under_way()});
  const auto interval = nox_interval(kSet, scenario.states()[0], nullptr, {});
  EXPECT_NEAR(interval.value, nox_g(scenario, 0), 1e-6);
  EXPECT_LT(interval.low, interval.value);
  EXPECT_GT(interval.high, interval.value);
  EXPECT_EQ(interval.low, nox_interval(kSet, scenario.states()[0], nullptr, {}).low);
}

TEST(NoxInterval, OfASavingIsTheIntervalOfWhatDiffers) {
  const auto scenario = after({{"half", {}, ConnectAtBerth{0.5}}}, {at_berth(), under_way()});
  const auto saving = nox_interval(kSet, scenario.states()[0], &scenario.states()[1], {});
  EXPECT_NEAR(saving.value, 5500, 1e-6);
  EXPECT_GT(saving.low, 0) << "whatever the factor, connecting saves";
}

TEST(NoxInterval, AFactorsOwnRangeGoesBeforeTheAssumedOne) {
  auto tables = small_tables();
  for (auto& factor : tables.nox[EngineGroup::auxiliary][EngineType::hsd][EngineFuel::diesel].items) {
    factor->range = FactorRange{factor->value, factor->value};
  }
  const FactorSet set(tables, std::string(64, '0'));
  const NoxUncertainty only_factors{.hotel_low = 1, .hotel_high = 1, .activity_low = 1, .activity_high = 1};
  ScenarioState state;
  state.nox_micrograms[{EngineGroup::auxiliary, EngineType::hsd, Tier::t0, kCargo}] = 1'000'000;
  const auto exact = nox_interval(set, state, nullptr, only_factors);
  EXPECT_EQ(exact.low, exact.high);
  EXPECT_LT(nox_interval(kSet, state, nullptr, only_factors).low, 1);
}

}  // namespace
}  // namespace quaywatt::domain
