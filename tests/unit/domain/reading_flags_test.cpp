// What readings show beside their figure. A curve is minutes, watt-hours and the power of the moment in watts.

#include "domain/energy/reading_flags.h"

#include <gtest/gtest.h>

#include "domain/energy/register_step.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;
using Flags = std::set<EnergyNote>;

constexpr Instant kMorning{Millis{1'725'926'400'000}};  // 2024-09-10 08:00 in Shanghai
const MeterTraits kMeter{"M1", 6, WattHours{10}, Watts{15'000}, 1};

RegisterPoint point(std::int64_t minute, std::int64_t energy_wh, std::optional<std::int64_t> power_w = std::nullopt) {
  RegisterPoint made{"M1", kMorning + std::chrono::minutes{minute}, "b1", Millis{minute * 60'000},
                     WattHours{energy_wh}};
  if (power_w) made.power = Watts{*power_w};
  return made;
}

TEST(ReadingFlags, AnOrdinaryCurveHasNone) {
  EXPECT_EQ(reading_flags({point(0, 0, 12'000), point(5, 1'000, 12'000), point(10, 2'000, 11'000)}, {kMeter}), Flags{});
  EXPECT_EQ(reading_flags({}, {}), Flags{});
}

TEST(ReadingFlags, M6_ARegisterThatStandsWhilePowerFlowsIsStuckAfterThreeIntervals) {
  std::vector<RegisterPoint> points = {point(0, 500, 6'000), point(5, 500, 6'000), point(10, 500, 6'000)};
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{}) << "two intervals";
  points.push_back(point(15, 500, 6'000));
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{EnergyNote::stuck});
}

TEST(ReadingFlags, M6_AnHonestZeroIsNotFlagged) {
  std::vector<RegisterPoint> idle;
  std::vector<RegisterPoint> silent;
  std::vector<RegisterPoint> fed_back;
  for (int i = 0; i < 10; ++i) {
    idle.push_back(point(i * 5, 500, 0));
    silent.push_back(point(i * 5, 500));
    fed_back.push_back(point(i * 5, 500, -6'000));
  }
  EXPECT_EQ(reading_flags(idle, {kMeter}), Flags{});
  EXPECT_EQ(reading_flags(silent, {kMeter}), Flags{});
  EXPECT_EQ(reading_flags(fed_back, {kMeter}), Flags{});
  silent[9].power = Watts{6'000};
  silent[0].power = Watts{6'000};
  EXPECT_EQ(reading_flags(silent, {kMeter}), Flags{}) << "power known at one end only";
}

TEST(ReadingFlags, M6_WhatTheResolutionCannotShowIsNotStuck) {
  std::vector<RegisterPoint> points;
  for (int i = 0; i < 10; ++i) points.push_back(point(i, 500, 1'100));  // 18 Wh a minute, the register shows tens
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{});
  for (auto& one : points) one.power = Watts{1'200};
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{EnergyNote::stuck});
  EXPECT_EQ(reading_flags(points, {}), Flags{}) << "nobody knows the resolution";
}

TEST(ReadingFlags, M6_ARegisterThatMovesInBetweenOrAnotherMeterBeginsTheCountAgain) {
  std::vector<RegisterPoint> points = {point(0, 500, 6'000),  point(5, 500, 6'000),  point(10, 500, 6'000),
                                       point(15, 900, 6'000), point(20, 900, 6'000), point(25, 900, 6'000)};
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{});
  points[3].meter = "M2";
  points[3].energy_forward = points[4].energy_forward = points[5].energy_forward = WattHours{500};
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{});
  std::vector<RegisterPoint> restarted = {point(0, 500, 6'000), point(5, 500, 6'000), point(10, 500, 6'000),
                                          point(15, 500, 6'000)};
  restarted[3].boot = "b2";
  restarted[3].clock_trusted = false;
  EXPECT_EQ(reading_flags(restarted, {kMeter}), Flags{}) << "nobody knows how long the last interval was";
}

TEST(ReadingFlags, M9_PowerBeyondTheBreakerIsFlagged) {
  EXPECT_EQ(reading_flags({point(0, 0, 18'000)}, {kMeter}), Flags{});
  EXPECT_EQ(reading_flags({point(0, 0, 18'120)}, {kMeter}), Flags{EnergyNote::over_rating});
  MeterTraits unrated = kMeter;
  unrated.rated_power = Watts{0};
  EXPECT_EQ(reading_flags({point(0, 0, 1'000'000)}, {unrated}), Flags{});
}

TEST(ReadingFlags, M9_ADifferentRatioIsNoDifferenceOfRegisters) {
  RegisterPoint scaled = point(5, 40'000);
  scaled.multiplier = 40;
  EXPECT_EQ(register_step(point(0, 1'000), scaled, kMeter).kind, StepKind::ratio_changed);
  RegisterPoint next = point(10, 40'800);
  next.multiplier = 40;
  const auto energy = session_energy({point(0, 1'000), scaled, next}, {kMeter}, true);
  EXPECT_EQ(energy.energy, WattHours{800});
  EXPECT_EQ(energy.notes, Flags{EnergyNote::ratio_changed});
  EXPECT_TRUE(needs_review(EnergyNote::ratio_changed));
}

TEST(ReadingFlags, M13_EnergyFedBackIsFlaggedAndNeverNetted) {
  std::vector<RegisterPoint> points = {point(0, 1'000), point(5, 2'000), point(10, 3'000)};
  points[0].energy_reverse = WattHours{60};
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{}) << "known once";
  points[0].energy_reverse = points[1].energy_reverse = WattHours{70};
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{});
  points[2].energy_reverse = WattHours{90};
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{EnergyNote::reverse_energy});
  EXPECT_EQ(session_energy(points, {kMeter}, true).energy, WattHours{2'000});
  points[2].meter = "M2";
  EXPECT_EQ(reading_flags(points, {kMeter}), Flags{});
}

TEST(ReadingFlags, M14_AMeterPastItsVerificationOrWithAnotherSealIsFlaggedAndCounted) {
  MeterTraits meter = kMeter;
  meter.calibrated_until = Date{2024y / 9 / 10};
  EXPECT_EQ(reading_flags({point(0, 0), point(15 * 60 + 59, 0)}, {meter}), Flags{}) << "until midnight in Shanghai";
  EXPECT_EQ(reading_flags({point(0, 0), point(16 * 60, 0)}, {meter}), Flags{EnergyNote::calibration_expired});
  meter.calibrated_until.reset();
  meter.seal_differs = true;
  EXPECT_EQ(reading_flags({point(0, 0)}, {meter}), Flags{EnergyNote::seal_differs});
  EXPECT_FALSE(needs_review(EnergyNote::seal_differs)) << "the figure stands, its weight is another";
}

TEST(ReadingFlags, FlowingPowerIsTheMetersOwnElseHalfOfVoltsTimesAmperes) {
  using Phases = std::array<std::optional<std::int64_t>, 3>;
  const Phases one_phase{230'000, std::nullopt, std::nullopt};
  EXPECT_EQ(flowing_power(5'000, one_phase, {10'000, std::nullopt, std::nullopt}), Watts{5'000});
  EXPECT_EQ(flowing_power(std::nullopt, {230'000, 230'000, std::nullopt}, {10'000, std::nullopt, 10'000}),
            Watts{1'150});
  EXPECT_EQ(flowing_power(std::nullopt, {230'000, 230'000, 230'000}, {10'000, 10'000, -4'000}), Watts{1'840});
  EXPECT_EQ(flowing_power(std::nullopt, one_phase, {std::nullopt, 10'000, std::nullopt}), std::nullopt);
}

TEST(ReadingFlags, EveryNoteHasAName) {
  for (int i = 0; i <= static_cast<int>(EnergyNote::joint_meter); ++i) {
    EXPECT_NE(note_name(static_cast<EnergyNote>(i)), "");
  }
}

}  // namespace
}  // namespace quaywatt::domain
