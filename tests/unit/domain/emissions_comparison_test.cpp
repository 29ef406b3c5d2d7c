// Against the baseline: exact totals, like with like, the -7 % target, the change taken apart, the interval.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "domain/emissions/decomposition.h"
#include "domain/emissions/inventory_totals.h"
#include "domain/emissions/random.h"
#include "domain/emissions/reduction_target.h"
#include "domain/emissions/uncertainty.h"

namespace quaywatt::domain {
namespace {

constexpr std::uint64_t kSeed = 20250401;

double between(SeededRandom& random, double low, double high) { return low + (high - low) * random.uniform(); }

std::size_t below(SeededRandom& random, std::size_t count) { return static_cast<std::size_t>(random.next() % count); }

TEST(ExactSum, RoundsOnceToNearestWithHalvesToEven) {
  EXPECT_EQ(round_once(0.5), 0);
  EXPECT_EQ(round_once(1.5), 2);
  EXPECT_EQ(round_once(2.5), 2);
  EXPECT_EQ(round_once(-1.5), -2);
  EXPECT_EQ(round_once(2'251'799'813'685'247.5), 2'251'799'813'685'248);  // below 2^51
  EXPECT_EQ(round_once(4'503'599'627'370'497.5), 4'503'599'627'370'498);  // above it
  EXPECT_EQ(round_once(9e18), 9'000'000'000'000'000'000);
  SeededRandom random(kSeed);
  for (int i = 0; i < 100'000; ++i) {
    const double value = between(random, -1e9, 1e9);
    ASSERT_EQ(round_once(value), std::llrint(value)) << value;
  }
}

TEST(ExactSum, ReadsBackWhatItWrites) {
  const Int128 large = static_cast<Int128>(9'000'000'000'000'000'000) * 1'000'000'007;
  for (Int128 value : {Int128{0}, Int128{-1}, Int128{1'000'000}, large, -large})
    EXPECT_EQ(from_decimal(to_decimal(value)), value);
  EXPECT_EQ(to_decimal(large), "9000000063000000000000000000");
  for (const char* bad : {"", "-", "+1", "1.0", "1e3", " 1", "0x1", "999999999999999999999999999999999999999999"})
    EXPECT_FALSE(from_decimal(bad)) << bad;
}

InventoryTotals empty_totals() {
  InventoryTotals totals;
  totals.identity = {InventoryMethod::activity, "inland", {"epa-2022", "ab"}};
  return totals;
}

TEST(InventoryTotals, OfAnyPartitionAddUpToTheWholeBitForBit) {
  SeededRandom random(kSeed);
  for (int trial = 0; trial < 100; ++trial) {
    InventoryTotals whole = empty_totals();
    std::vector<InventoryTotals> parts(1 + below(random, 8), empty_totals());
    for (int row = 0; row < 200; ++row) {
      GroupEmissions emissions;
      for (Masses& group : emissions.grams.items)
        for (double& mass : group.items) mass = std::exp(between(random, -20, 20));
      const TotalsKey key{std::to_string(2020 + below(random, 3)), "cargo", static_cast<Mode>(below(random, 4)),
                          below(random, 2) == 0 ? "canal" : ""};
      whole.find_or_add(key)->add_row(emissions);
      parts[below(random, parts.size())].find_or_add(key)->add_row(emissions);
    }
    for (std::size_t i = parts.size(); i > 1; --i) std::swap(parts[i - 1], parts[below(random, i)]);
    InventoryTotals sum = empty_totals();
    for (const InventoryTotals& part : parts) ASSERT_FALSE(add_totals(sum, part));
    ASSERT_EQ(sum, whole) << "trial " << trial << " seed " << kSeed;
  }
}

TEST(InventoryTotals, OfAnotherKindAreRefusedAndChangeNothing) {
  InventoryTotals whole = empty_totals();
  InventoryTotals part = empty_totals();
  part.find_or_add({})->rows = 1;
  part.identity.factor_set.sha256 = "cd";
  EXPECT_EQ(add_totals(whole, part), MergeRefusal::unlike_factor_set);
  part.identity.scope = "open sea";
  EXPECT_EQ(add_totals(whole, part), MergeRefusal::unlike_scope);
  part.identity.method = InventoryMethod::stays;
  EXPECT_EQ(add_totals(whole, part), MergeRefusal::unlike_method);
  EXPECT_EQ(whole, empty_totals());
}

TEST(Comparison, IsAllowedOnlyWithinOneMethodScopeAndFactorSet) {
  const InventoryIdentity base{InventoryMethod::activity, "waters", {"cn-inland", "ab"}};
  EXPECT_FALSE(find_difference(base, base));
  InventoryIdentity other = base;
  other.factor_set.name = "epa-2022";
  EXPECT_EQ(find_difference(base, other), Unlike::factor_set);
  other.scope = "registered fleet";
  EXPECT_EQ(find_difference(base, other), Unlike::scope);
  other.method = InventoryMethod::turnover;
  EXPECT_EQ(find_difference(base, other), Unlike::method);
}

TEST(NoxTarget, IsMetAt930Of1000AndMissedAt930Point1) {
  const auto tonnes = [](double value) { return Int128{std::llround(value * 10)} * 100'000'000'000; };
  EXPECT_TRUE(is_reduced_by(tonnes(1000), tonnes(930)));
  EXPECT_FALSE(is_reduced_by(tonnes(1000), tonnes(930.1)));
  EXPECT_FALSE(is_reduced_by(tonnes(1000), tonnes(930) + 1)) << "one microgram over";
  EXPECT_EQ(missing_to_target(tonnes(1000), tonnes(930)), 0);
  EXPECT_EQ(missing_to_target(tonnes(1000), tonnes(930.1)), tonnes(0.1));
  EXPECT_EQ(missing_to_target(tonnes(1000), tonnes(930) + 1), 1);
}

/// A pair of years of up to 12 cells; some appear, some vanish, some factors are 0 on one or both sides.
std::vector<CellChange> random_change(SeededRandom& random) {
  std::vector<CellChange> cells(1 + below(random, 12));
  for (CellChange& cell : cells)
    for (CellFactors* year : {&cell.before, &cell.after})
      for (double& factor : year->items) factor = below(random, 12) == 0 ? 0 : std::exp(between(random, -3, 3));
  return cells;
}

TEST(Decomposition, PartsAddUpToTheChangeOnRandomPairsOfYears) {
  SeededRandom random(kSeed);
  for (int pair = 0; pair < 10'000; ++pair) {
    const std::vector<CellChange> cells = random_change(random);
    double change = 0;
    double size = 1;
    for (const CellChange& cell : cells) {
      change += emission_of(cell.after) - emission_of(cell.before);
      size += emission_of(cell.after) + emission_of(cell.before);
    }
    const CellFactors parts = decompose_change(cells);
    const double sum = std::accumulate(parts.items.begin(), parts.items.end(), 0.0);
    ASSERT_TRUE(std::isfinite(sum));
    ASSERT_NEAR(sum, change, 1e-9 * size) << "pair " << pair << " seed " << kSeed;
  }
}

CellFactors factors(double traffic, double fleet, double fuel, double operation, double shore_power) {
  return CellFactors{{traffic, fleet, fuel, operation, shore_power}};
}

TEST(Decomposition, GivesEachFactorItsOwnChange) {
  // Traffic doubles, nothing else: the whole change is traffic's.
  const CellFactors parts = decompose_change({{factors(1, 1, 10, 1, 1), factors(2, 1, 10, 1, 1)}});
  EXPECT_NEAR(parts[ChangeFactor::traffic], 10, 1e-12);
  EXPECT_EQ(parts[ChangeFactor::fleet_renewal], 0);
  EXPECT_EQ(parts[ChangeFactor::shore_power], 0);
}

TEST(Decomposition, GivesAVanishingCellToTheFactorThatVanished) {
  // All connected: the share not taken from the quay goes to 0, and the whole drop is shore power's.
  const CellFactors parts = decompose_change({{factors(5, 1, 10, 1, 1), factors(6, 1, 9, 1, 0)}});
  EXPECT_NEAR(parts[ChangeFactor::shore_power], -50, 1e-12);
  EXPECT_EQ(parts[ChangeFactor::traffic], 0);
  // The limit it stands for: the factor on its way to 0.
  const CellFactors near = decompose_change({{factors(5, 1, 10, 1, 1), factors(6, 1, 9, 1, 1e-300)}});
  EXPECT_NEAR(near[ChangeFactor::shore_power], -50, 0.1);
}

TEST(Decomposition, HasNoPartInWhatNeverWas) {
  for (double part : decompose_change({{factors(0, 1, 10, 1, 1), factors(0, 2, 3, 4, 5)}}).items) EXPECT_EQ(part, 0);
}

TEST(LogarithmicMean, IsSmoothWhereBothAreAlike) {
  EXPECT_EQ(logarithmic_mean(3, 3), 3);
  for (double a : {3 + 1e-15, 3 + 3e-9, 3 - 3e-5, 3.0003, 4.4999, 4.5001, 1.4999, 1e-300, 1e300}) {
    const long double difference = static_cast<long double>(a) - 3;
    const long double exact = difference / std::log1p(difference / 3);
    const long double far = difference / (std::log(static_cast<long double>(a)) - std::log(3.0L));
    const auto expected = static_cast<double>(std::abs(a - 3) < 1 ? exact : far);
    EXPECT_NEAR(logarithmic_mean(a, 3), expected, 1e-15 * expected) << a;
  }
}

TEST(SeededRandomStream, IsTheSameOnEveryMachine) {
  SeededRandom random(1);
  const std::vector<std::uint64_t> first{random.next(), random.next(), random.next()};
  // xoshiro256** seeded by splitmix64(1), computed by an independent implementation.
  EXPECT_EQ(first, (std::vector<std::uint64_t>{12966619160104079557U, 9600361134598540522U, 10590380919521690900U}));
}

TEST(UncertaintyInterval, IsReproducibleAndHoldsTheValue) {
  const std::vector<UncertainParameter> parameters{{"nox auxiliary HSD T0", 7.7 / 10.9, 17.0 / 10.9},
                                                   {"aux load", 0.5, 1.5}};
  const std::vector<UncertainMass> masses{{100, {0, 1}}, {50, {0}}, {7, {}}};
  const Interval once = draw_interval(parameters, masses, 42);
  const Interval again = draw_interval(parameters, {masses.rbegin(), masses.rend()}, 42);
  EXPECT_EQ(once.low, again.low);
  EXPECT_EQ(once.high, again.high);
  EXPECT_NEAR(once.value, 157, 1e-12);
  EXPECT_LT(once.low, once.value);
  EXPECT_GT(once.high, once.value);
  EXPECT_NE(once.low, draw_interval(parameters, masses, 43).low);
}

TEST(UncertaintyInterval, FollowsTheTriangularDistribution) {
  // One parameter on [0, 2] with its peak at 1: quantile q below the peak is sqrt(2 q).
  const Interval interval = draw_interval({{"load", 0, 2}}, {{1, {0}}}, kSeed, 100'000);
  EXPECT_NEAR(interval.low, std::sqrt(2 * 0.025), 0.01);
  EXPECT_NEAR(interval.median, 1, 0.01);
  EXPECT_NEAR(interval.high, 2 - std::sqrt(2 * 0.025), 0.01);
}

TEST(UncertaintyInterval, IsAPointWhereNothingIsUncertain) {
  const Interval interval = draw_interval({{"known", 1, 1}}, {{5, {0}}, {6, {}}}, kSeed);
  EXPECT_EQ(interval.low, 11);
  EXPECT_EQ(interval.high, 11);
}

TEST(UncertaintyInterval, DoesNotAverageOutAnErrorThatAllShare) {
  // 10,000 stays on one factor are as uncertain as one.
  const std::vector<UncertainParameter> parameters{{"factor", 0.5, 1.5}};
  const Interval one = draw_interval(parameters, {{1, {0}}}, kSeed);
  const Interval many = draw_interval(parameters, std::vector<UncertainMass>(10'000, UncertainMass{1, {0}}), kSeed);
  EXPECT_NEAR(many.low / 10'000, one.low, 1e-9);
}

TEST(UncertaintyInterval, DrawsAYearOfStaysAsItsClasses) {
  SeededRandom random(kSeed);
  std::vector<UncertainMass> stays(100'000);
  for (UncertainMass& stay : stays)
    stay = {between(random, 1, 1e6), {static_cast<std::uint32_t>(below(random, 6)),
                                      static_cast<std::uint32_t>(6 + below(random, 50))}};
  EXPECT_EQ(group_by_parameters(stays).size(), 300U);
}

}  // namespace
}  // namespace quaywatt::domain
