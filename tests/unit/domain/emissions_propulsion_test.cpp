// Speed to load to mode, low-load adjustment and tiers: the edges of every rule, and the traps of known tools.

#include <gtest/gtest.h>

#include <cmath>

#include "domain/emissions/low_load.h"
#include "domain/emissions/propulsion.h"
#include "domain/emissions/tier.h"
#include "tests/unit/domain/emissions_small_set.h"

namespace quaywatt::domain {
namespace {

TEST(PropellerLaw, GivesTheCubeOfTheSpeedRatioWithTheMargin) {
  // Half the reference speed, 10 % margin: 1/8 x 1.1.
  EXPECT_DOUBLE_EQ(unlimited_load(5, 10, 10), 0.1375);
  EXPECT_DOUBLE_EQ(unlimited_load(5, 10, 15), 0.14375);
}

TEST(PropellerLaw, IsHeldBetweenTwoPercentAndFullLoadAndIsZeroAtRest) {
  EXPECT_EQ(limited_load(1, 0.001), 0.02);
  EXPECT_EQ(limited_load(1, 0.02), 0.02);
  EXPECT_EQ(limited_load(12, 1.7), 1.0);
  EXPECT_EQ(limited_load(0, 0), 0.0);
  EXPECT_EQ(limited_load(-0.0, 0), 0.0);
}

TEST(PropellerLaw, TakesServiceSpeedAs94PercentOfTheReferenceSpeed) {
  EXPECT_DOUBLE_EQ(reference_speed_from_service(9.4), 10);
}

TEST(AdmiraltyLaw, ScalesWithTheDraughtToTheTwoThirds) {
  EXPECT_DOUBLE_EQ(admiralty_factor(8, 8), 1);
  EXPECT_NEAR(admiralty_factor(1, 8), 0.25, 1e-15);
  EXPECT_NEAR(unlimited_load(5, 10, 10, admiralty_factor(1, 8)), 0.1375 / 4, 1e-15);
}

TEST(ModeOfVessel, IsDecidedInTheOrderOfTheRules) {
  EXPECT_EQ(mode_of(Area::anchorage, 3, 0.5), Mode::anchorage);
  EXPECT_EQ(mode_of(Area::anchorage, 3.01, 0.5), Mode::transit);
  EXPECT_EQ(mode_of(Area::anchorage, 3.01, 0.2), Mode::manoeuvring);
  EXPECT_EQ(mode_of(Area::berth, 1, 0.5), Mode::berth);
  EXPECT_EQ(mode_of(Area::berth, 1.01, 0.02), Mode::manoeuvring);
  EXPECT_EQ(mode_of(Area::none, 1.01, 0.2), Mode::manoeuvring);
  EXPECT_EQ(mode_of(Area::none, 1.01, std::nextafter(0.2, 1.0)), Mode::transit);
  EXPECT_EQ(mode_of(Area::none, 1, 0.21), Mode::transit);
  EXPECT_EQ(mode_of(Area::none, 1, 0.2), Mode::anchorage);
  EXPECT_EQ(mode_of(Area::none, 0, 0), Mode::anchorage);
}

TEST(LowLoadAdjustment, IsOneFromTwentyPercentOnAndAtRest) {
  const LowLoad low(small_tables().low_load, 0.1);
  for (double load : {0.0, std::nextafter(0.2, 1.0), 0.5, 1.0})
    for (double factor : low.at(load).items) EXPECT_EQ(factor, 1) << load;
  for (double factor : low.at(0.2).items) EXPECT_NEAR(factor, 1, 1e-15);
}

TEST(LowLoadAdjustment, FollowsTheFormulaAtEveryLoadAndNotASplinedTable) {
  // EPA C3 RIA 2009 eq. 3-26 between whole percents, where an interpolated table would be off by up to 5 %.
  const LowLoad low(small_tables().low_load, 0.1);
  for (double load : {0.02, 0.0255, 0.0315, 0.05, 0.0733, 0.1999}) {
    const double nox = (0.1 * std::pow(load, -1.5) + 10) / (0.1 * std::pow(0.2, -1.5) + 10);
    const double co = (0.8 / load + 0.15) / (0.8 / 0.2 + 0.15);
    const double so2 = (2.3735 * ((14.1205 / load + 205.7169) * 0.1) - 0.4792) /
                       (2.3735 * ((14.1205 / 0.2 + 205.7169) * 0.1) - 0.4792);
    EXPECT_NEAR(low.at(load)[Pollutant::nox], nox, 1e-14 * nox);
    EXPECT_NEAR(low.at(load)[Pollutant::co], co, 1e-14 * co);
    EXPECT_NEAR(low.at(load)[Pollutant::so2], so2, 1e-14 * so2);
  }
}

TEST(LowLoadAdjustment, LeavesPollutantsWithoutCurveAlone) {
  By<Pollutant, std::optional<LowLoadCurve>> curves;
  curves[Pollutant::nox] = LowLoadCurve{false, 0.1, 1.5, 10, ""};
  EXPECT_EQ(LowLoad(curves, 0).at(0.05)[Pollutant::co2], 1);
}

BuildDate in_year(int year) { return {year, {}}; }

BuildDate on(int year, unsigned month, unsigned day) {
  return {{}, Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}};
}

TEST(TierByKeelYear, StepsAt2000And2011And2016) {
  const EngineRecord engine{EngineType::msd, {}, 1000};
  const auto tier = [&](int year) { return tier_of(TierRule::keel_year, engine, in_year(year)); };
  EXPECT_EQ(tier(1999), Tier::t0);
  EXPECT_EQ(tier(2000), Tier::t1);
  EXPECT_EQ(tier(2010), Tier::t1);
  EXPECT_EQ(tier(2011), Tier::t2);
  EXPECT_EQ(tier(2015), Tier::t2);
  EXPECT_EQ(tier(2016), Tier::t3);
  EXPECT_EQ(tier_of(TierRule::keel_year, engine, {}), Tier::t0);
}

TEST(TierOfEngine, IsThatOfTheCertificateWhereThereIsOne) {
  EXPECT_EQ(tier_of(TierRule::keel_year, {EngineType::msd, Tier::t1, {}}, in_year(2020)), Tier::t1);
  EXPECT_EQ(tier_of(TierRule::gb_15097, {EngineType::msd, Tier::t3, {}}, in_year(2012)), Tier::t3);
}

TEST(TierOfEngine, IsT0ForEnginesWithoutTiers) {
  for (EngineType type : {EngineType::lng, EngineType::gt, EngineType::gt_ed, EngineType::st})
    EXPECT_EQ(tier_of(TierRule::keel_year, {type, Tier::t2, {}}, in_year(2020)), Tier::t0);
}

TEST(DomesticStage, NeverInfersTierThreeFromADate) {
  for (int year = 1960; year <= 2060; ++year)
    for (double power : {30.0, 200.0, 20000.0})
      EXPECT_NE(tier_of(TierRule::gb_15097, {EngineType::msd, {}, power}, in_year(year)), Tier::t3);
}

TEST(DomesticStage, BeginsOnTheDayOfTheStandard) {
  const EngineRecord engine{EngineType::msd, {}, 300};
  const auto tier = [&](const BuildDate& built) { return tier_of(TierRule::gb_15097, engine, built); };
  EXPECT_EQ(tier(on(2015, 2, 28)), Tier::t0);
  EXPECT_EQ(tier(on(2015, 3, 1)), Tier::t2);
  EXPECT_EQ(tier(on(2018, 6, 30)), Tier::t2);
  EXPECT_EQ(tier(on(2018, 7, 1)), Tier::gb1);
  EXPECT_EQ(tier(on(2021, 6, 30)), Tier::gb1);
  EXPECT_EQ(tier(on(2021, 7, 1)), Tier::gb2);
}

TEST(DomesticStage, CountsFromTheFirstFullYearWhenOnlyTheYearIsKnown) {
  const EngineRecord engine{EngineType::msd, {}, 300};
  EXPECT_EQ(tier_of(TierRule::gb_15097, engine, in_year(2014)), Tier::t0);
  EXPECT_EQ(tier_of(TierRule::gb_15097, engine, in_year(2018)), Tier::t2);
  EXPECT_EQ(tier_of(TierRule::gb_15097, engine, in_year(2019)), Tier::gb1);
  EXPECT_EQ(tier_of(TierRule::gb_15097, engine, in_year(2021)), Tier::gb1);
  EXPECT_EQ(tier_of(TierRule::gb_15097, engine, in_year(2022)), Tier::gb2);
}

TEST(DomesticStage, LeavesSmallGeneratorSetsOutside) {
  const BuildDate built = in_year(2023);
  EXPECT_EQ(tier_of(TierRule::gb_15097, {EngineType::hsd, {}, 37}, built), Tier::t0);
  EXPECT_EQ(tier_of(TierRule::gb_15097, {EngineType::hsd, {}, 37.5}, built), Tier::gb2);
  EXPECT_EQ(tier_of(TierRule::gb_15097, {EngineType::hsd, {}, {}}, built), Tier::t0) << "power unknown";
  EXPECT_EQ(tier_of(TierRule::gb_15097, {EngineType::hsd, {}, 130}, in_year(2016)), Tier::t0);
  EXPECT_EQ(tier_of(TierRule::gb_15097, {EngineType::hsd, {}, 131}, in_year(2016)), Tier::t2);
}

TEST(TierThree, CountsAsTierTwoBelowAQuarterLoad) {
  EXPECT_EQ(tier_at_load(Tier::t3, 0.2499), Tier::t2);
  EXPECT_EQ(tier_at_load(Tier::t3, 0.25), Tier::t3);
  EXPECT_EQ(tier_at_load(Tier::t1, 0.1), Tier::t1);
}

TEST(NoxLimit, FollowsTheCurveBetween130And2000Rpm) {
  const NoxLimitCurve tier2{14.4, 44, -0.23, 7.7, "MARPOL"};
  EXPECT_EQ(nox_limit(tier2, 129.9), 14.4);
  EXPECT_NEAR(nox_limit(tier2, 130), 44 * std::pow(130, -0.23), 1e-12);
  EXPECT_NEAR(nox_limit(tier2, 1500), 8.1838, 1e-3);  // 44 x 1500^-0.23
  EXPECT_EQ(nox_limit(tier2, 2000), 7.7);
}

}  // namespace
}  // namespace quaywatt::domain
