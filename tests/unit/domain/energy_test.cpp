// The energy of a session from its register readings. A curve is written as minutes and watt-hours; the supply point
// is rated 15 kW, so that it can deliver 300 Wh a minute with the margin.

#include "domain/energy/session_energy.h"

#include <gtest/gtest.h>

#include <limits>

#include "domain/energy/register_step.h"

namespace quaywatt::domain {
namespace {

constexpr Instant kMorning{Millis{1'725'926'400'000}};

RegisterPoint point(std::int64_t minute, std::int64_t energy_wh, std::string meter = "M1") {
  return {std::move(meter), kMorning + std::chrono::minutes{minute}, "b1", Millis{minute * 60'000},
          WattHours{energy_wh}};
}

MeterTraits meter(std::string name = "M1") { return {std::move(name), 6, WattHours{10}, Watts{15'000}, 1}; }

/// Points of one meter, minute and watt-hours by turns.
std::vector<RegisterPoint> curve(std::initializer_list<std::pair<std::int64_t, std::int64_t>> readings) {
  std::vector<RegisterPoint> points;
  for (const auto& [minute, energy_wh] : readings) points.push_back(point(minute, energy_wh));
  return points;
}

std::set<EnergyNote> notes(std::initializer_list<EnergyNote> of) { return of; }

TEST(SessionEnergy, IsTheDifferenceOfTheRegisters) {
  const auto energy = session_energy(curve({{0, 12'300}, {10, 14'000}, {20, 15'990}}), {meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{3'690});
  EXPECT_EQ(energy.uncertainty, WattHours{20});
  EXPECT_TRUE(energy.notes.empty());
  EXPECT_EQ(energy.connected_ms, 20 * 60'000);
}

TEST(SessionEnergy, OfNoReadingIsZeroAndSaysSo) {
  const auto energy = session_energy({}, {meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{0});
  EXPECT_EQ(energy.uncertainty, WattHours{0});
  EXPECT_EQ(energy.notes, notes({EnergyNote::no_end_reading}));
  EXPECT_EQ(energy.connected_ms, 0);
}

TEST(SessionEnergy, OfOneReadingIsZeroWithoutEdges) {
  const auto energy = session_energy(curve({{0, 12'300}}), {meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{0});
  EXPECT_EQ(energy.uncertainty, WattHours{0});
}

TEST(SessionEnergy, WithoutEndReadingTheLastGoodOneCounts) {
  const auto energy = session_energy(curve({{0, 0}, {10, 1'000}}), {meter()}, false);
  EXPECT_EQ(energy.energy, WattHours{1'000});
  EXPECT_EQ(energy.notes, notes({EnergyNote::no_end_reading}));
}

TEST(SessionEnergy, M1_RolloverIsCountedByTheDigits) {
  const auto energy = session_energy(curve({{0, 999'999'500}, {5, 999'999'990}, {10, 700}}), {meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{1'200});
  EXPECT_EQ(energy.notes, notes({EnergyNote::rollover}));
  EXPECT_EQ(energy.uncertainty, WattHours{20}) << "a rollover does not cut the curve";
}

TEST(SessionEnergy, M1_RolloverFollowsDigitsAndRatio) {
  MeterTraits through_transformer{"M1", 4, WattHours{100}, Watts{15'000}, 40};
  const auto energy = session_energy(curve({{0, 399'999'000}, {10, 500}}), {through_transformer}, true);
  EXPECT_EQ(energy.energy, WattHours{1'500});
  EXPECT_EQ(energy.notes, notes({EnergyNote::rollover}));
}

TEST(SessionEnergy, M1_RolloverIsBelievedOnlyWithinRatedPower) {
  // 15 kW × 1.2 × 10 min = 3000 Wh, plus three steps of 10 Wh: 3031 with the rounding.
  const auto within = session_energy(curve({{0, 999'998'000}, {10, 1'030}}), {meter()}, true);
  EXPECT_EQ(within.energy, WattHours{3'030});
  EXPECT_EQ(within.notes, notes({EnergyNote::rollover}));
  const auto beyond = session_energy(curve({{0, 999'998'000}, {10, 1'040}}), {meter()}, true);
  EXPECT_EQ(beyond.energy, WattHours{0});
  EXPECT_EQ(beyond.notes, notes({EnergyNote::reset}));
}

TEST(SessionEnergy, M1_NoRolloverIsGuessedWithoutRatedPowerDigitsOrTime) {
  const auto points = curve({{0, 999'999'500}, {10, 700}});
  MeterTraits no_power = meter();
  no_power.rated_power = Watts{0};
  MeterTraits no_digits = meter();
  no_digits.digits = 0;
  auto no_time = points;
  no_time[1].boot = "b2";
  no_time[1].clock_trusted = false;
  EXPECT_EQ(session_energy(points, {no_power}, true).notes, notes({EnergyNote::reset}));
  EXPECT_EQ(session_energy(points, {no_digits}, true).notes, notes({EnergyNote::reset}));
  EXPECT_EQ(session_energy(points, {}, true).notes, notes({EnergyNote::reset}));
  EXPECT_EQ(session_energy(no_time, {meter()}, true).notes, notes({EnergyNote::reset, EnergyNote::time_uncertain}));
}

TEST(SessionEnergy, M1_ARegisterBeyondItsOwnDigitsDoesNotRollOver) {
  MeterTraits three = meter();
  three.digits = 3;
  const auto energy = session_energy(curve({{0, 1'000'500}, {10, 700}}), {three}, true);
  EXPECT_EQ(energy.energy, WattHours{0});
  EXPECT_EQ(energy.notes, notes({EnergyNote::reset}));
}

TEST(SessionEnergy, M2_ARecordedExchangeIsSummedOverTheHandOver) {
  const std::vector points = {point(0, 50'000), point(10, 51'000), point(20, 52'500), point(20, 0, "M2"),
                              point(30, 2'000, "M2")};
  const auto energy = session_energy(points, {meter(), {"M2", 5, WattHours{100}, Watts{15'000}, 1}}, true);
  EXPECT_EQ(energy.energy, WattHours{4'500});
  EXPECT_EQ(energy.notes, notes({EnergyNote::meter_exchanged}));
  EXPECT_EQ(energy.uncertainty, WattHours{2 * 10 + 2 * 100}) << "two edges of each meter, by its own resolution";
}

TEST(SessionEnergy, M2_AnExchangeWhoseOldRegisterWasDeadCountsUpToItsLastReading) {
  MeterTraits dead = meter();
  dead.final_read = false;
  const std::vector points = {point(0, 50'000), point(10, 51'000), point(20, 0, "M2"), point(30, 2'000, "M2")};
  const auto energy = session_energy(points, {dead, meter("M2")}, true);
  EXPECT_EQ(energy.energy, WattHours{3'000});
  EXPECT_EQ(energy.notes, notes({EnergyNote::meter_exchanged, EnergyNote::no_end_reading}));
}

TEST(SessionEnergy, M2_AMeterThatComesBackIsFollowedByTheOrderOfService) {
  const std::vector points = {point(0, 100), point(5, 600), point(5, 0, "M2"), point(10, 700, "M2"), point(10, 9'000),
                              point(15, 9'800)};
  const auto energy = session_energy(points, {meter(), meter("M2"), meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{500 + 700 + 800});
  EXPECT_EQ(energy.notes, notes({EnergyNote::meter_exchanged}));
}

TEST(SessionEnergy, M2_AnotherMeterWithoutARecordIsNeverBridged) {
  const std::vector points = {point(0, 50'000), point(10, 51'000), point(20, 52'000, "M9"), point(30, 53'000, "M9")};
  const auto energy = session_energy(points, {meter(), meter("M9b")}, true);
  EXPECT_EQ(energy.energy, WattHours{2'000}) << "what each meter proves for itself";
  EXPECT_EQ(energy.notes, notes({EnergyNote::unrecorded_exchange}));
  EXPECT_TRUE(needs_review(EnergyNote::unrecorded_exchange));
}

TEST(SessionEnergy, M2_AnotherAddressUnderTheSameNameIsAnotherMeter) {
  auto points = curve({{0, 50'000}, {10, 51'000}, {20, 52'000}});
  points[0].address = points[1].address = "000000000012";
  points[2].address = "000000000013";
  const auto energy = session_energy(points, {meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{1'000});
  EXPECT_EQ(energy.notes, notes({EnergyNote::unrecorded_exchange}));
  points[2].address.clear();
  EXPECT_EQ(session_energy(points, {meter()}, true).energy, WattHours{2'000}) << "a silent address proves nothing";
}

TEST(SessionEnergy, M2_AFallToAnotherLargeValueIsAnUnrecordedExchange) {
  const auto fallen = curve({{0, 500'000}, {10, 501'000}, {20, 300'000}, {30, 301'500}});
  const auto energy = session_energy(fallen, {meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{2'500});
  EXPECT_EQ(energy.notes, notes({EnergyNote::unrecorded_exchange}));
  EXPECT_EQ(energy.uncertainty, WattHours{40});
}

TEST(SessionEnergy, M3_AfterAResetBothPartsCountAndTheStepDoesNot) {
  const auto energy = session_energy(curve({{0, 500'000}, {10, 501'000}, {20, 40}, {30, 1'540}}), {meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{1'000 + 1'500});
  EXPECT_EQ(energy.notes, notes({EnergyNote::reset}));
  EXPECT_TRUE(needs_review(EnergyNote::reset));
}

TEST(SessionEnergy, M3_WithoutRatedPowerASmallValueIsUnderAHundredth) {
  MeterTraits no_power = meter();
  no_power.rated_power = Watts{0};
  EXPECT_EQ(session_energy(curve({{0, 500'000}, {10, 5'000}}), {no_power}, true).notes, notes({EnergyNote::reset}));
  EXPECT_EQ(session_energy(curve({{0, 500'000}, {10, 5'001}}), {no_power}, true).notes,
            notes({EnergyNote::unrecorded_exchange}));
}

TEST(SessionEnergy, M4_AReRegisteredStepBackLeavesTheTotalTheDifference) {
  const auto energy = session_energy(curve({{0, 5'000}, {5, 6'000}, {6, 5'980}, {10, 7'000}}), {meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{2'000});
  EXPECT_EQ(energy.notes, notes({EnergyNote::small_step_back}));
  EXPECT_EQ(energy.uncertainty, WattHours{20});
  EXPECT_FALSE(needs_review(EnergyNote::small_step_back));
}

TEST(SessionEnergy, M4_JitterAloneIsNeverNegativeEnergy) {
  EXPECT_EQ(session_energy(curve({{0, 5'000}, {5, 4'980}}), {meter()}, true).energy, WattHours{0});
}

TEST(SessionEnergy, M4_MoreThanTwoStepsBackIsNoJitter) {
  const auto energy = session_energy(curve({{0, 500'000}, {5, 499'970}}), {meter()}, true);
  EXPECT_EQ(energy.notes, notes({EnergyNote::unrecorded_exchange}));
}

TEST(SessionEnergy, M5_OneReadingOffTheCurveIsLeftOutAndTheTotalStaysExact) {
  const auto up = session_energy(curve({{0, 5'000}, {5, 500'000}, {10, 7'000}}), {meter()}, true);
  EXPECT_EQ(up.energy, WattHours{2'000});
  EXPECT_EQ(up.notes, notes({EnergyNote::spike}));
  const auto down = session_energy(curve({{0, 5'000}, {5, 0}, {10, 7'000}}), {meter()}, true);
  EXPECT_EQ(down.energy, WattHours{2'000}) << "a glitch to zero must not be counted up again";
  EXPECT_EQ(down.notes, notes({EnergyNote::spike}));
}

TEST(SessionEnergy, M5_AGlitchToZeroInventsNothingEvenWithoutRatedPower) {
  MeterTraits no_power = meter();
  no_power.rated_power = Watts{0};
  EXPECT_EQ(session_energy(curve({{0, 50'000}, {5, 0}, {10, 52'000}}), {no_power}, true).energy, WattHours{2'000});
}

TEST(SessionEnergy, AnImplausibleStepThatStaysIsLeftOut) {
  const auto energy = session_energy(curve({{0, 5'000}, {10, 8'030}}), {meter()}, true);
  EXPECT_EQ(energy.energy, WattHours{3'030}) << "all that 15 kW can be in 10 min";
  const auto beyond = session_energy(curve({{0, 5'000}, {10, 8'040}, {20, 9'040}}), {meter()}, true);
  EXPECT_EQ(beyond.energy, WattHours{1'000});
  EXPECT_EQ(beyond.notes, notes({EnergyNote::implausible_step}));
  EXPECT_TRUE(needs_review(EnergyNote::implausible_step));
}

TEST(SessionEnergy, M12_ACoarseRegisterMayStepAtAnyMoment) {
  MeterTraits coarse{"M1", 6, WattHours{1'000}, Watts{2'000}, 1};
  const auto energy = session_energy(curve({{0, 40'000}, {1, 41'000}, {31, 42'000}}), {coarse}, true);
  EXPECT_EQ(energy.energy, WattHours{2'000});
  EXPECT_EQ(energy.uncertainty, WattHours{2'000});
  EXPECT_EQ(energy.notes, notes({EnergyNote::gap}));
}

TEST(SessionEnergy, M15_AGapIsNotedAndTheDifferenceIsExact) {
  const auto quarter = session_energy(curve({{0, 0}, {15, 3'000}}), {meter()}, true);
  EXPECT_TRUE(quarter.notes.empty()) << "15 min are no gap yet";
  const auto gap = session_energy(curve({{0, 0}, {5, 1'000}, {45, 9'000}, {50, 10'000}}), {meter()}, true);
  EXPECT_EQ(gap.energy, WattHours{10'000});
  EXPECT_EQ(gap.notes, notes({EnergyNote::gap}));
  EXPECT_FALSE(needs_review(EnergyNote::gap));
}

TEST(SessionEnergy, C2_TimeWithinABootIsMonotonicWhateverTheWallClockDoes) {
  auto points = curve({{0, 0}, {10, 1'000}});
  points[1].at -= std::chrono::hours{24};
  const auto energy = session_energy(points, {meter()}, true);
  EXPECT_EQ(energy.connected_ms, 10 * 60'000);
  EXPECT_TRUE(energy.notes.empty());
}

TEST(SessionEnergy, AcrossBootsTheWallClockCountsIfItIsTrusted) {
  auto points = curve({{0, 0}, {10, 1'000}});
  points[1].boot = "b2";
  points[1].mono = Millis{3};
  EXPECT_EQ(session_energy(points, {meter()}, true).connected_ms, 10 * 60'000);
  for (const std::size_t i : {0u, 1u}) {
    auto untrusted = points;
    untrusted[i].clock_trusted = false;
    const auto energy = session_energy(untrusted, {meter()}, true);
    EXPECT_EQ(energy.connected_ms, 0);
    EXPECT_EQ(energy.energy, WattHours{1'000}) << "the registers need no clock";
    EXPECT_EQ(energy.notes, notes({EnergyNote::time_uncertain}));
  }
  points[1].at = points[0].at - Millis{1};
  EXPECT_EQ(session_energy(points, {meter()}, true).notes, notes({EnergyNote::time_uncertain}));
}

TEST(SessionEnergy, StandsAtTheEndOfSixtyFourBitsRatherThanWrapping) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  MeterTraits wide{"M1", 18, WattHours{kMost}, Watts{kMost}, kMost};
  EXPECT_EQ(session_energy(curve({{0, kMost}, {10, 0}}), {wide}, true).energy, WattHours{0});
  MeterTraits long_one{"M1", 18, WattHours{10}, Watts{15'000}, 1};
  EXPECT_EQ(session_energy(curve({{0, 5'000'000}, {10, 0}}), {long_one}, true).notes, notes({EnergyNote::reset}));
  MeterTraits no_power{"M1", 6, WattHours{1}, Watts{0}, 1};
  const auto twice = session_energy(curve({{0, 0}, {1, kMost}, {2, 0}, {3, 1}, {4, kMost}}), {no_power}, true);
  EXPECT_EQ(twice.energy, WattHours{kMost});
  EXPECT_EQ(session_energy(curve({{0, -5}, {1, 7}}), {meter()}, true).energy, WattHours{7});
}

TEST(EnergyNotes, HaveDifferentNames) {
  std::set<std::string_view> names;
  constexpr int kCount = static_cast<int>(EnergyNote::time_uncertain) + 1;
  for (int i = 0; i < kCount; ++i) names.insert(note_name(static_cast<EnergyNote>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kCount));
  EXPECT_FALSE(names.contains(""));
}

}  // namespace
}  // namespace quaywatt::domain
