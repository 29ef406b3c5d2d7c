// Stays, shore power, grid and turnover: parts that must add up and nothing counted twice.

#include <gtest/gtest.h>

#include "domain/emissions/shore_power.h"
#include "domain/emissions/stay_method.h"
#include "domain/emissions/turnover_method.h"
#include "tests/unit/domain/emissions_small_set.h"

namespace quaywatt::domain {
namespace {

BerthStay stay(double hours, double connected_hours) { return {small_cargo(), Zone::eca, hours, connected_hours}; }

double nox(const FactorSet& factors, const BerthStay& of, EngineGroup group) {
  return std::get<StayResult>(emissions_of(factors, of)).emissions.grams[group][Pollutant::nox];
}

TEST(StayMethod, IsHoursAlongsideTimesTheLoadOfTheTable) {
  const FactorSet factors = small_set();
  EXPECT_NEAR(nox(factors, stay(12, 0), EngineGroup::auxiliary), 12 * 100 * 11, 1e-9);
  EXPECT_NEAR(nox(factors, stay(12, 0), EngineGroup::boiler), 12 * 40 * 2, 1e-9);
  EXPECT_EQ(nox(factors, stay(12, 0), EngineGroup::propulsion), 0);
}

TEST(StayMethod, SplitIntoPartsGivesTheWhole) {
  const FactorSet factors = small_set();
  const double whole = nox(factors, stay(12, 5), EngineGroup::auxiliary);
  const double connected = nox(factors, stay(5, 5), EngineGroup::auxiliary);
  EXPECT_NEAR(whole, connected + nox(factors, stay(7, 0), EngineGroup::auxiliary), 1e-9);
}

TEST(StayMethod, RefusesAConnectionLongerThanTheStay) {
  EXPECT_EQ(std::get<EmissionRefusal>(emissions_of(small_set(), stay(2, 3))),
            EmissionRefusal::connected_longer_than_interval);
}

TEST(ShorePower, IsNeverSubtractedTwice) {
  // The stay's own line falls by the connected hours once; the metered energy changes nothing in it.
  const FactorSet factors = small_set();
  const double unconnected = nox(factors, stay(10, 0), EngineGroup::auxiliary);
  const double connected = nox(factors, stay(10, 4), EngineGroup::auxiliary);
  EXPECT_NEAR(unconnected - connected, 4 * 100 * 11, 1e-9);
  EXPECT_EQ(nox(factors, stay(10, 4), EngineGroup::boiler), nox(factors, stay(10, 0), EngineGroup::boiler));
  // With energy metered exactly at the table's load, avoided is just what the connection took out.
  const auto avoided = std::get<Masses>(avoided_emissions(factors, small_cargo(), Zone::eca, WattHours{400'000}));
  EXPECT_NEAR(avoided[Pollutant::nox], unconnected - connected, 1e-9);
}

TEST(ShorePower, AvoidsByTheMeterAndTheVesselsOwnAuxiliary) {
  const FactorSet factors = small_set();
  VesselParticulars vessel = small_cargo();
  vessel.aux_certified = Tier::t2;
  const auto avoided = std::get<Masses>(avoided_emissions(factors, vessel, Zone::eca, WattHours{12'345}));
  EXPECT_NEAR(avoided[Pollutant::nox], 12.345 * 11 * 0.8, 1e-9);
  vessel.aux_engine.reset();
  EXPECT_EQ(std::get<EmissionRefusal>(avoided_emissions(factors, vessel, Zone::eca, WattHours{1})),
            EmissionRefusal::aux_engine_unknown);
}

TEST(GridEmission, UsesTheNearestYearThereIsAndSaysSo) {
  const std::vector<GridFactor> grid{{"Jiangsu", 2021, invented(0.6451)}, {"Jiangsu", 2023, invented(0.5827)}};
  const auto in_2021 = grid_emission(grid, "Jiangsu", 2021, WattHours{1000});
  EXPECT_NEAR(in_2021->co2_g, 645.1, 1e-9);
  EXPECT_FALSE(in_2021->other_year);
  const auto in_2020 = grid_emission(grid, "Jiangsu", 2020, WattHours{1000});  // no official value for 2020
  EXPECT_EQ(in_2020->factor_year, 2021);
  EXPECT_TRUE(in_2020->other_year);
  EXPECT_EQ(grid_emission(grid, "Jiangsu", 2022, WattHours{1000})->factor_year, 2023);
  EXPECT_EQ(grid_emission(grid, "Jiangsu", 2030, WattHours{1000})->factor_year, 2023);
  EXPECT_FALSE(grid_emission(grid, "Zhejiang", 2021, WattHours{1000}));
}

TEST(TurnoverMethod, TakesFuelFirstAndEstimatesItFromTurnover) {
  FactorTables tables = small_tables();
  tables.settings.fuel_nox_g_per_kg = invented(47.6);
  tables.settings.fuel_for_turnover_kg_per_10000_tkm = invented(50);
  const FactorSet factors(tables, "");
  const auto by_fuel = emissions_of(factors, Turnover{EngineFuel::diesel, Zone::eca, 1000, 1e9});
  EXPECT_FALSE(by_fuel->fuel_estimated);
  EXPECT_NEAR(*by_fuel->grams[Pollutant::nox], 47600, 1e-9);
  EXPECT_NEAR(*by_fuel->grams[Pollutant::so2], 1e6 * 2 * 0.1 / 100, 1e-9);
  EXPECT_FALSE(by_fuel->grams[Pollutant::hc]) << "no fuel-based factor, no figure";
  const auto by_turnover = emissions_of(factors, Turnover{EngineFuel::diesel, Zone::eca, {}, 2e6});
  EXPECT_TRUE(by_turnover->fuel_estimated);
  EXPECT_NEAR(by_turnover->fuel_kg, 10'000, 1e-9);
  EXPECT_FALSE(emissions_of(factors, Turnover{}));
  EXPECT_FALSE(emissions_of(small_set(), Turnover{EngineFuel::diesel, Zone::eca, {}, 2e6}));
}

}  // namespace
}  // namespace quaywatt::domain
