// The activity method over a set small enough for hand calculation. Traps of known tools each have a guard.

#include <gtest/gtest.h>

#include <cmath>

#include "domain/emissions/activity_method.h"
#include "tests/unit/domain/emissions_small_set.h"

namespace quaywatt::domain {
namespace {

const ActivitySettings kInland{10, PowerLaw::propeller};

ActivityInterval under_way(double speed_kn, double reference_speed_kn) {
  ActivityInterval interval;
  interval.vessel = small_cargo();
  interval.area = Area::none;
  interval.speed_kn = speed_kn;
  interval.reference_speed_kn = reference_speed_kn;
  interval.hours = 2;
  return interval;
}

ActivityInterval at_berth() {
  ActivityInterval interval = under_way(0, 10);
  interval.area = Area::berth;
  return interval;
}

ActivityResult computed(const ActivityInterval& interval, const FactorSet& factors = small_set(),
                        const ActivitySettings& settings = kInland) {
  const auto outcome = emissions_of(factors, settings, interval);
  if (const auto* refusal = std::get_if<EmissionRefusal>(&outcome)) {
    ADD_FAILURE() << "refused: " << word_of(*refusal);
    return {};
  }
  ActivityResult result = std::get<ActivityResult>(outcome);
  result.bin = nullptr;  // belongs to a set that may be gone
  return result;
}

std::optional<EmissionRefusal> refusal_of(const ActivityInterval& interval, const FactorSet& factors = small_set(),
                                          const ActivitySettings& settings = kInland) {
  const auto outcome = emissions_of(factors, settings, interval);
  const auto* refusal = std::get_if<EmissionRefusal>(&outcome);
  return refusal ? std::optional(*refusal) : std::nullopt;
}

double nox(const ActivityResult& result, EngineGroup group) { return result.emissions.grams[group][Pollutant::nox]; }

TEST(ActivityMethod, AddsPropulsionAuxiliaryAndBoiler) {
  // Load 0.8^3 x 1.1 = 0.5632; 1000 kW x 0.5632 x 2 h x 13 g; 100 kW x 2 h x 11 g; 40 kW x 2 h x 2 g.
  const ActivityResult result = computed(under_way(8, 10));
  EXPECT_EQ(result.mode, Mode::transit);
  EXPECT_NEAR(result.load, 0.5632, 1e-15);
  EXPECT_NEAR(result.propulsion_kw, 563.2, 1e-12);
  EXPECT_NEAR(nox(result, EngineGroup::propulsion), 563.2 * 2 * 13, 1e-9);
  EXPECT_NEAR(nox(result, EngineGroup::auxiliary), 2200, 1e-9);
  EXPECT_NEAR(nox(result, EngineGroup::boiler), 160, 1e-9);
  EXPECT_NEAR(result.emissions.total(Pollutant::nox), 563.2 * 2 * 13 + 2200 + 160, 1e-9);
}

TEST(ActivityMethod, TakesParticlesFromAllEnginesAndNotTheMainEngineAlone) {
  // PM2.5 = 0.92 x (0.15 + 0.1 x BSFC x 2 x 7 x 1e-4) for each of the three.
  const auto pm2_5 = [](double fuel) { return 0.92 * (0.15 + 0.1 * fuel * 2 * 7 * 1e-4); };
  const ActivityResult result = computed(under_way(8, 10));
  const double expected = 563.2 * 2 * pm2_5(200) + 200 * pm2_5(220) + 80 * pm2_5(300);
  EXPECT_NEAR(result.emissions.total(Pollutant::pm2_5), expected, 1e-9);
  EXPECT_NEAR(result.emissions.total(Pollutant::pm10), expected / 0.92, 1e-9);
}

TEST(ActivityMethod, TakesSulphurAndCarbonFromTheFuel) {
  const ActivityResult result = computed(under_way(8, 10));
  const double fuel_g = 563.2 * 2 * 200 + 200.0 * 220 + 80.0 * 300;
  EXPECT_NEAR(result.emissions.total(Pollutant::co2), fuel_g * 3.2, 1e-6);
  EXPECT_NEAR(result.emissions.total(Pollutant::so2), fuel_g * 2 * 0.1 / 100, 1e-9);
}

TEST(ActivityMethod, UsesTheReferenceSpeedOfEachRow) {
  const FactorSet factors = small_set();
  const double slow_first = computed(under_way(6, 8), factors).load;
  const double fast = computed(under_way(6, 16), factors).load;
  EXPECT_NEAR(slow_first / fast, 8.0, 1e-12);
  EXPECT_EQ(computed(under_way(6, 8), factors).load, slow_first) << "the row before must not matter";
}

TEST(ActivityMethod, UsesTheTierOfEachRowAndOfEachEngine) {
  const FactorSet factors = small_set();
  ActivityInterval interval = under_way(8, 10);
  for (const auto& [year, tier] : {std::pair{2020, Tier::t3}, {1990, Tier::t0}, {2012, Tier::t2}, {2005, Tier::t1}}) {
    interval.vessel.built.year = year;
    interval.vessel.aux_certified = Tier::t1;
    const ActivityResult result = computed(interval, factors);
    EXPECT_EQ(result.tier, tier);
    EXPECT_EQ(result.aux_tier, Tier::t1);
    EXPECT_NEAR(nox(result, EngineGroup::auxiliary), 200 * 11 * 0.9, 1e-9);
  }
}

TEST(ActivityMethod, DoesNotSwapMediumAndHighSpeedAuxiliaries) {
  ActivityInterval interval = at_berth();
  EXPECT_NEAR(nox(computed(interval), EngineGroup::auxiliary), 200 * 11, 1e-9);
  interval.vessel.aux_engine = EngineType::msd;
  EXPECT_NEAR(nox(computed(interval), EngineGroup::auxiliary), 200 * 14, 1e-9);
}

TEST(ActivityMethod, AdjustsPropulsionAloneAtLowLoad) {
  const ActivityResult result = computed(under_way(5, 10));
  const double adjustment = (0.1 * std::pow(0.1375, -1.5) + 10) / (0.1 * std::pow(0.2, -1.5) + 10);
  EXPECT_EQ(result.mode, Mode::manoeuvring);
  EXPECT_NEAR(nox(result, EngineGroup::propulsion), 137.5 * 2 * 13 * adjustment, 1e-9);
  EXPECT_NEAR(nox(result, EngineGroup::auxiliary), 2200, 1e-9);
}

TEST(ActivityMethod, DoesNotAdjustElectricDrive) {
  ActivityInterval interval = under_way(5, 10);
  interval.vessel.main_engine = EngineType::msd_ed;
  EXPECT_NEAR(nox(computed(interval), EngineGroup::propulsion), 137.5 * 2 * 13, 1e-9);
}

TEST(ActivityMethod, BurnsFuelByTheLoadCurveWhereTheSetSaysSo) {
  FactorTables tables = small_tables();
  tables.fuel_rates[EngineGroup::propulsion][EngineType::msd][EngineFuel::diesel].front().load_dependent = true;
  tables.low_load[Pollutant::co2].reset();
  const FactorSet factors(tables, "");
  const double load = 0.1375;
  const double curve = 0.455 * load * load - 0.71 * load + 1.28;
  EXPECT_NEAR(computed(under_way(5, 10), factors).emissions.grams[EngineGroup::propulsion][Pollutant::co2],
              137.5 * 2 * 200 * curve * 3.2, 1e-6);
  EXPECT_NEAR(computed(under_way(5, 10), factors).emissions.grams[EngineGroup::auxiliary][Pollutant::co2],
              200.0 * 220 * 3.2, 1e-6);
}

TEST(ActivityMethod, MakesNoPropulsionEmissionsFromJitterAtTheQuay) {
  ActivityInterval interval = at_berth();
  interval.in_stay = true;
  interval.speed_kn = 2.7;
  const ActivityResult result = computed(interval);
  EXPECT_EQ(result.mode, Mode::berth);
  EXPECT_EQ(result.propulsion_kw, 0);
  EXPECT_EQ(nox(result, EngineGroup::propulsion), 0);
  EXPECT_TRUE(result.assumptions.has(Assumption::speed_ignored_in_stay));
  interval.speed_kn.reset();
  EXPECT_EQ(computed(interval).mode, Mode::berth);
}

TEST(ActivityMethod, NeedsNoEngineDetailsOfAVesselThatLiesStill) {
  ActivityInterval interval = at_berth();
  interval.reference_speed_kn.reset();
  interval.vessel.mcr_kw.reset();
  interval.vessel.main_engine.reset();
  EXPECT_EQ(computed(interval).mode, Mode::berth);
  interval.area = Area::none;
  EXPECT_EQ(computed(interval).mode, Mode::anchorage);
}

TEST(ActivityMethod, TurnsTheAuxiliaryOffWhileConnectedAndLeavesBoilersOn) {
  ActivityInterval interval = at_berth();
  interval.hours = 10;
  interval.connected_hours = 6;
  const ActivityResult result = computed(interval);
  EXPECT_NEAR(nox(result, EngineGroup::auxiliary), 100 * 4 * 11, 1e-9);
  EXPECT_NEAR(nox(result, EngineGroup::boiler), 40 * 10 * 2, 1e-9);
  interval.connected_hours = 10;
  EXPECT_EQ(nox(computed(interval), EngineGroup::auxiliary), 0);
}

TEST(ActivityMethod, CountsTheUnknownYearAsTheOldestClass) {
  ActivityInterval interval = at_berth();
  interval.vessel.built = {};
  const ActivityResult result = computed(interval);
  EXPECT_EQ(result.tier, Tier::t0);
  EXPECT_TRUE(result.assumptions.has(Assumption::build_year_unknown));
}

TEST(ActivityMethod, SaysWhatItHeldAndAssumed) {
  EXPECT_TRUE(computed(under_way(12, 10)).assumptions.has(Assumption::load_held_at_full));
  EXPECT_EQ(computed(under_way(12, 10)).load, 1);
  EXPECT_TRUE(computed(under_way(1.2, 10)).assumptions.has(Assumption::load_held_at_minimum));
  ActivityInterval interval = under_way(8, 10);
  EXPECT_TRUE(computed(interval).assumptions.empty());
  interval.area.reset();
  interval.reference_speed_kn.reset();
  interval.service_speed_kn = 9.4;
  interval.year = 2019;
  const ActivityResult result = computed(interval);
  EXPECT_NEAR(result.load, 0.5632, 1e-14);
  EXPECT_TRUE(result.assumptions.has(Assumption::area_unknown));
  EXPECT_TRUE(result.assumptions.has(Assumption::reference_from_service));
  EXPECT_TRUE(result.assumptions.has(Assumption::before_validity));
}

TEST(ActivityMethod, UsesTheLimitCurveWhereTheRatedSpeedIsKnown) {
  ActivityInterval interval = under_way(8, 10);
  interval.vessel.built.year = 2012;
  interval.vessel.main_rpm = 1500;
  EXPECT_NEAR(nox(computed(interval), EngineGroup::propulsion), 563.2 * 2 * 44 * std::pow(1500, -0.23), 1e-9);
  interval.vessel.built.year = 1990;  // T0 has no limit; the table stays
  EXPECT_NEAR(nox(computed(interval), EngineGroup::propulsion), 563.2 * 2 * 13, 1e-9);
}

TEST(ActivityMethod, AppliesTheAdmiraltyLawOnlyWhenAsked) {
  ActivityInterval interval = under_way(8, 10);
  interval.draught_m = 1;
  interval.max_draught_m = 8;
  EXPECT_NEAR(computed(interval).load, 0.5632, 1e-15);
  EXPECT_NEAR(computed(interval, small_set(), {10, PowerLaw::admiralty}).load, 0.5632 / 4, 1e-15);
  interval.draught_m.reset();
  EXPECT_EQ(refusal_of(interval, small_set(), {10, PowerLaw::admiralty}), EmissionRefusal::draught_unknown);
}

TEST(ActivityMethod, CountsTierThreeAsTierTwoBelowAQuarterLoad) {
  ActivityInterval interval = under_way(6, 10);  // load 0.2376
  interval.vessel.built.year = 2020;
  const ActivityResult result = computed(interval);
  EXPECT_EQ(result.tier, Tier::t3);
  EXPECT_NEAR(nox(result, EngineGroup::propulsion), 237.6 * 2 * 13 * 0.8, 1e-9);
}

TEST(SizeBin, HoldsItsLowerEdgeAndNotItsUpper) {
  const FactorSet factors = small_set();
  EXPECT_EQ(factors.find_bin(0, 0)->sub_type, "cargo.small");
  EXPECT_EQ(factors.find_bin(0, 4999.999)->sub_type, "cargo.small");
  EXPECT_EQ(factors.find_bin(0, 5000)->sub_type, "cargo.large");
}

TEST(ActivityMethod, RefusesInTheOrderOfPrecedence) {
  ActivityInterval interval = under_way(8, 10);
  interval.connected_hours = 3;
  EXPECT_EQ(refusal_of(interval), EmissionRefusal::connected_longer_than_interval);
  interval = under_way(8, 10);
  interval.vessel.sizes[SizeUnit::deadweight_t].reset();
  EXPECT_EQ(refusal_of(interval), EmissionRefusal::size_unknown);
  interval.vessel.ship_class = 1;  // one bin for all tugs
  EXPECT_TRUE(computed(interval).assumptions.has(Assumption::single_bin_size_unknown));
  interval.speed_kn.reset();
  EXPECT_EQ(refusal_of(interval), EmissionRefusal::speed_unknown);
  interval = under_way(8, 10);
  interval.reference_speed_kn.reset();
  EXPECT_EQ(refusal_of(interval), EmissionRefusal::reference_speed_unknown);
  interval = under_way(8, 10);
  interval.vessel.mcr_kw.reset();
  EXPECT_EQ(refusal_of(interval), EmissionRefusal::mcr_unknown);
  interval = under_way(8, 10);
  interval.vessel.main_engine.reset();
  EXPECT_EQ(refusal_of(interval), EmissionRefusal::main_engine_unknown);
  interval.vessel.main_engine = EngineType::gt;
  EXPECT_EQ(refusal_of(interval), EmissionRefusal::no_main_factor);
  interval = under_way(8, 10);
  interval.vessel.aux_engine.reset();
  EXPECT_EQ(refusal_of(interval), EmissionRefusal::aux_engine_unknown);
  interval.vessel.aux_engine = EngineType::lng;
  EXPECT_EQ(refusal_of(interval), EmissionRefusal::no_aux_factor);
}

TEST(ActivityMethod, TakesAVesselWithoutEngineAsDrifting) {
  ActivityInterval interval = under_way(8, 10);  // a dumb barge in a tow
  interval.vessel.mcr_kw = 0;
  interval.vessel.main_engine.reset();
  const ActivityResult result = computed(interval);
  EXPECT_EQ(nox(result, EngineGroup::propulsion), 0);
  EXPECT_NEAR(nox(result, EngineGroup::auxiliary), 2200, 1e-9);
}

TEST(FactorHoles, AreNamedWithTheirKey) {
  EXPECT_TRUE(find_holes(small_tables()).empty());
  FactorTables tables = small_tables();
  tables.nox[EngineGroup::auxiliary][EngineType::hsd][EngineFuel::diesel][Tier::t2].reset();
  EXPECT_EQ(find_holes(tables), std::vector<std::string>{"nox: auxiliary HSD diesel T2"});
  tables = small_tables();
  tables.ship_classes[0].bins[1].size_min = 6000;
  EXPECT_EQ(find_holes(tables).size(), 1U);
  tables = small_tables();
  tables.fuel_share[EngineGroup::boiler][Zone::eca][EngineType::boiler][EngineFuel::diesel]->value = 0.9;
  EXPECT_EQ(find_holes(tables).size(), 1U);
  tables = small_tables();
  tables.sulphur_percent[EngineFuel::diesel][Zone::outside_eca].reset();
  EXPECT_EQ(find_holes(tables), std::vector<std::string>{"sulphur: diesel OutsideECA"});
}

}  // namespace
}  // namespace quaywatt::domain
