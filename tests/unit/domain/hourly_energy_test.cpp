// Energy by the clock hour. A curve is written as minutes of the morning from 08:00 on and watt-hours; the supply
// point is rated 15 kW, so that it can deliver 300 Wh a minute with the margin.

#include "domain/energy/hourly_energy.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

#include "domain/energy/register_step.h"
#include "domain/energy/saturated_sum.h"

namespace quaywatt::domain {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant kEight{Millis{1'725'926'400'000}};  // 2024-09-10 08:00 in Shanghai, a full hour
const MeterTraits kMeter{"M1", 6, WattHours{10}, Watts{15'000}, 1};
const LineRef kSession{1, 5};

CurveReading reading(std::int64_t minute, std::int64_t energy_wh, std::optional<LineRef> session = kSession) {
  CurveReading made;
  made.point = {"M1", kEight + minutes{minute}, "b1", Millis{minute * 60'000}, WattHours{energy_wh}};
  made.supply_point = "P1";
  made.session = session;
  return made;
}

struct Fold {
  EnergyCurve curve;
  EnergyHours hours;
  MeterTraits meter = kMeter;

  Fold& add(const CurveReading& one) {
    add_reading(curve, one, meter, hours);
    return *this;
  }
  Fold& add(std::int64_t minute, std::int64_t energy_wh) { return add(reading(minute, energy_wh)); }
  EnergyPart at(std::int64_t hour, const std::string& point = "P1") const {
    const auto found = hours.find({point, kEight + std::chrono::hours{hour}});
    return found == hours.end() ? EnergyPart{} : found->second;
  }
  WattHours total() const {
    WattHours sum = curve.untimed.energy;
    for (const auto& [hour, part] : hours) sum += part.energy;
    return sum;
  }
};

EnergyPart part(std::int64_t energy, std::int64_t unexplained = 0, std::int64_t estimated = 0,
                std::int64_t left_out = 0) {
  return {WattHours{energy}, WattHours{unexplained}, WattHours{estimated}, left_out};
}

TEST(HourlyEnergy, TheFirstReadingProvesNothing) {
  Fold fold;
  fold.add(0, 12'300);
  EXPECT_TRUE(fold.hours.empty());
  EXPECT_EQ(fold.curve.last, reading(0, 12'300));
}

TEST(HourlyEnergy, AStepWithinAnHourIsThatHours) {
  Fold fold;
  fold.add(1, 1'000).add(11, 2'000).add(59, 4'000);
  EXPECT_EQ(fold.hours.size(), 1u);
  EXPECT_EQ(fold.at(0), part(3'000));
}

TEST(HourlyEnergy, AStepThatEndsOnTheHourLiesInTheHourBefore) {
  Fold fold;
  fold.add(0, 0).add(60, 1'000).add(120, 3'000);
  EXPECT_EQ(fold.hours.size(), 2u);
  EXPECT_EQ(fold.at(0), part(1'000));
  EXPECT_EQ(fold.at(1), part(2'000));
}

TEST(HourlyEnergy, AStepOverTheHourIsSharedByTimeAndTheRestIsTheLastHours) {
  Fold fold;
  fold.add(53, 0).add(63, 1'001);
  EXPECT_EQ(fold.at(0), part(700)) << "7/10 of 1001, rounded towards zero";
  EXPECT_EQ(fold.at(1), part(301));
}

TEST(HourlyEnergy, M15_AMissedStretchKeepsTheTotalAndMarksTheProfileEstimated) {
  Fold fold;
  fold.add(40, 0).add(80, 2'000);
  EXPECT_EQ(fold.at(0), part(1'000, 0, 1'000));
  EXPECT_EQ(fold.at(1), part(1'000, 0, 1'000));
  Fold within;
  within.add(5, 0).add(45, 2'000);
  EXPECT_EQ(within.at(0), part(2'000)) << "the hour's figure is the registers' own";
  Fold quarter;
  quarter.add(50, 0).add(65, 1'500);
  EXPECT_EQ(quarter.at(1), part(500)) << "a quarter of an hour is a profile";
}

TEST(HourlyEnergy, M15_LongSilenceIsSharedOverItsHoursButNotOverYears) {
  Fold fold;
  fold.add(30, 0).add(30 + 48 * 60, 48'000);
  EXPECT_EQ(fold.hours.size(), 49u);
  EXPECT_EQ(fold.at(0), part(500, 0, 500));
  EXPECT_EQ(fold.at(7), part(1'000, 0, 1'000));
  EXPECT_EQ(fold.at(48), part(500, 0, 500));
  Fold years;
  years.add(0, 0).add(401LL * 24 * 60, 48'000);
  EXPECT_EQ(years.hours.size(), 1u);
  EXPECT_EQ(years.at(401 * 24), part(48'000, 0, 48'000));
}

TEST(HourlyEnergy, M1_RolloverIsCountedByTheDigits) {
  Fold fold;
  fold.add(0, 999'999'500).add(10, 700);
  EXPECT_EQ(fold.at(0), part(1'200));
}

TEST(HourlyEnergy, M2_TheDigitsOfTheExchangeRecordGoBeforeTheRegisters) {
  Fold fold;
  fold.meter.digits = 0;
  CurveReading installed = reading(0, 99'999'500);
  installed.installed_digits = 5;
  fold.add(installed).add(10, 700);
  EXPECT_EQ(fold.at(0), part(1'200));
  Fold unknown;
  unknown.meter.digits = 0;
  unknown.add(0, 99'999'500).add(10, 700).add(20, 1'700);
  EXPECT_EQ(unknown.at(0), part(1'000, 0, 0, 1));
}

TEST(HourlyEnergy, M2_NothingLiesBetweenAMeterThatWentAndTheSameMeterPutInAgain) {
  Fold fold;
  fold.add(0, 1'000).add(10, 2'000);
  CurveReading installed = reading(20, 4'000);
  installed.installed_digits = 6;
  fold.add(installed).add(30, 4'500);
  EXPECT_EQ(fold.at(0), part(1'500));
}

TEST(HourlyEnergy, M2_AMeterAtAnotherSupplyPointStartsANewCurveThere) {
  Fold fold;
  CurveReading moved = reading(70, 4'000);
  moved.supply_point = "P2";
  fold.add(0, 1'000).add(10, 2'000).add(moved);
  moved.point.energy_forward = WattHours{4'700};
  moved.point.mono += minutes{5};
  moved.point.at += minutes{5};
  fold.add(moved);
  EXPECT_EQ(fold.at(0), part(1'000));
  EXPECT_EQ(fold.at(1), part(0));
  EXPECT_EQ(fold.at(1, "P2"), part(700));
}

TEST(HourlyEnergy, M3_AResetCountsBeforeAndAfter) {
  Fold fold;
  fold.add(0, 500'000).add(10, 502'000).add(20, 30).add(30, 1'530);
  EXPECT_EQ(fold.at(0), part(3'500, 0, 0, 1));
}

TEST(HourlyEnergy, M3_AnEndOffTheCurveIsLeftOutWhenTheMeterGoes) {
  Fold fold;
  fold.add(0, 500'000).add(10, 502'000).add(20, 30);
  EXPECT_EQ(fold.at(0), part(2'000));
  CurveReading installed = reading(25, 0);
  installed.installed_digits = 6;
  fold.add(installed);
  EXPECT_EQ(fold.at(0), part(2'000, 0, 0, 1));
}

TEST(HourlyEnergy, M4_JitterIsTakenBackSoThatTheTotalStaysTheDifferenceOfTheRegisters) {
  Fold fold;
  fold.add(0, 5'000).add(55, 6'000).add(65, 5'990).add(70, 7'000);
  EXPECT_EQ(fold.total(), WattHours{2'000});
}

TEST(HourlyEnergy, M5_ASpikeIsLeftOutAndTheRegisterAfterItDecides) {
  for (const std::int64_t off : {100'000'000LL, 0LL}) {
    Fold fold;
    fold.add(0, 50'000).add(10, 51'000).add(20, off).add(30, 53'000);
    EXPECT_EQ(fold.at(0), part(3'000)) << off;
  }
}

TEST(HourlyEnergy, M5_AJumpThatStaysProvesNothing) {
  Fold fold;
  fold.add(0, 50'000).add(10, 51'000).add(20, 100'000'000).add(30, 100'001'000);
  EXPECT_EQ(fold.at(0), part(2'000, 0, 0, 1));
}

TEST(HourlyEnergy, M5_AFallToBothSidesIsNoSpike) {
  Fold fold;
  fold.add(0, 5'000'000).add(10, 4'000'000).add(20, 3'000'000).add(30, 3'001'000);
  EXPECT_EQ(fold.at(0), part(1'000, 0, 0, 2));
}

TEST(HourlyEnergy, M5_ARiseThatTheNextReadingGoesOnFromIsNoSpike) {
  Fold fold;
  fold.add(0, 50'000).add(1, 51'000).add(60, 51'500);
  EXPECT_EQ(fold.at(0), part(500, 0, 0, 1)) << "1 kWh in a minute is too much, though not over the hour";
}

TEST(HourlyEnergy, M7_WhatNoSessionRunsForIsUnexplained) {
  Fold fold;
  fold.add(reading(0, 0, std::nullopt)).add(reading(10, 100, std::nullopt));
  fold.add(reading(20, 300)).add(reading(30, 700)).add(reading(40, 1'500, LineRef{1, 9}));
  EXPECT_EQ(fold.at(0), part(1'500, 100 + 200 + 800));
}

TEST(HourlyEnergy, C1_EnergyOfAnUnsetClockWaitsForOneThatIsSet) {
  Fold fold;
  CurveReading unset = reading(10, 1'000);
  unset.point.at = Instant{};
  unset.point.clock_trusted = false;
  fold.add(0, 0).add(unset);
  EXPECT_TRUE(fold.hours.empty());
  EXPECT_EQ(fold.curve.untimed, part(1'000));
  fold.add(20, 1'500);
  EXPECT_EQ(fold.at(0), part(1'500));
  EXPECT_EQ(fold.curve.untimed, part(0));
}

TEST(HourlyEnergy, C1_WithoutAnyEarlierTimeItGoesToTheHourThatIsKnown) {
  Fold fold;
  CurveReading unset = reading(-30, 0);
  unset.point.clock_trusted = false;
  fold.add(unset).add(20, 1'000);
  EXPECT_EQ(fold.at(0), part(1'000, 0, 1'000));
}

TEST(HourlyEnergy, C1_ACurveThatEndsBeforeTheClockIsSetKeepsItsEnergy) {
  CurveReading unset = reading(10, 1'000);
  unset.point.clock_trusted = false;
  CurveReading moved = reading(70, 5'000);
  moved.supply_point = "P2";
  Fold fold;
  fold.add(0, 0).add(unset).add(moved);
  EXPECT_EQ(fold.at(0), part(1'000, 0, 1'000));
  Fold never;
  unset.point.energy_forward = WattHours{0};
  never.add(unset);
  unset.point.energy_forward = WattHours{800};
  unset.point.mono += minutes{5};
  never.add(unset).add(moved);
  EXPECT_EQ(never.at(1), part(800, 0, 800));
}

TEST(HourlyEnergy, C2_AWallClockSetAheadMovesNoEnergyIntoHoursThatNeverPassed) {
  Fold fold;
  CurveReading ahead = reading(10, 1'000);
  ahead.point.at += hours{24};
  fold.add(0, 0).add(ahead);
  EXPECT_EQ(fold.hours.size(), 1u);
  EXPECT_EQ(fold.at(24), part(1'000));
}

TEST(HourlyEnergy, C2_AcrossARestartWithTheClockSetBackTheHourOfTheEndTakesAll) {
  Fold fold;
  CurveReading back = reading(-120, 1'000);
  back.point.boot = "b2";
  fold.add(0, 0).add(back);
  EXPECT_EQ(fold.at(-2), part(1'000, 0, 1'000));
}

TEST(HourlyEnergy, TwoReadingsOfOneMomentAreNoInterval) {
  Fold fold;
  fold.add(0, 1'000).add(0, 990);
  EXPECT_EQ(fold.at(0), part(-10));
}

TEST(HourlyEnergy, M17_SumsStopAtTheEndOf64Bits) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(add_saturated(WattHours{most}, WattHours{1}), WattHours{most});
  EXPECT_EQ(add_saturated(WattHours{least}, WattHours{-1}), WattHours{least});
  EXPECT_EQ(add_saturated(WattHours{2}, WattHours{-3}), WattHours{-1});
}

// What a berth's cabinet may write of one meter: rollovers, resets, spikes, jitter, silences, restarts, unset clocks.
std::vector<CurveReading> drawn_readings() {
  std::vector<CurveReading> readings;
  std::int64_t value = *rc::gen::inRange<std::int64_t>(999'990'000, 1'000'000'000);
  Instant at = kEight;
  Millis mono{5};
  int boot = 0;
  const int count = *rc::gen::inRange(2, 80);
  for (int i = 0; i < count; ++i) {
    const std::int64_t seconds = *rc::gen::inRange<std::int64_t>(0, 9'000);
    at += std::chrono::seconds{seconds};
    mono += std::chrono::seconds{seconds};
    value = (value + *rc::gen::inRange<std::int64_t>(0, seconds * 4 + 1)) % 1'000'000'000;
    CurveReading one;
    one.point = {"M1", at, "b" + std::to_string(boot), mono, WattHours{value}};
    one.supply_point = *rc::gen::inRange(0, 40) ? "P1" : "P2";
    if (*rc::gen::inRange(0, 2)) one.session = kSession;
    switch (*rc::gen::inRange(0, 12)) {
      case 0: one.point.energy_forward = WattHours{*rc::gen::inRange<std::int64_t>(0, 999'999'999)}; break;
      case 1: one.point.clock_trusted = false; break;
      case 2: value = 0; break;
      case 3: ++boot, mono = Millis{0}; break;
      case 4: at -= minutes{*rc::gen::inRange(0, 90)}; break;
      case 5: one.installed_digits = 6; break;
      default: break;
    }
    readings.push_back(std::move(one));
  }
  return readings;
}

/// The oracle of fault M17: the steps of the curve without its spikes, summed in wide integers, no hours.
__extension__ using Wide = __int128;
Wide proven_by(const std::vector<CurveReading>& readings, Wide* unexplained) {
  std::vector<CurveReading> kept;
  const auto joined = [](const CurveReading& a, const CurveReading& b) {
    return a.supply_point == b.supply_point && !b.installed_digits;
  };
  const auto kind = [](const CurveReading& a, const CurveReading& b) {
    return register_step(a.point, b.point, kMeter);
  };
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const CurveReading& one = readings[i];
    const bool inside = !kept.empty() && i + 1 < readings.size() && joined(kept.back(), one) &&
                        joined(one, readings[i + 1]);
    const bool off = inside && !kind(kept.back(), one).continuous() &&
                     kind(kept.back(), readings[i + 1]).continuous() &&
                     (kind(kept.back(), one).kind != StepKind::implausible ||
                      !kind(one, readings[i + 1]).continuous());
    if (!off) kept.push_back(one);
  }
  Wide sum = 0;
  for (std::size_t i = 1; i < kept.size(); ++i) {
    if (!joined(kept[i - 1], kept[i])) continue;
    const auto energy = kind(kept[i - 1], kept[i]).energy.value;
    sum += energy;
    if (!kept[i].session || kept[i].session != kept[i - 1].session) *unexplained += energy;
  }
  return sum;
}

TEST(HourlyEnergyProperty, M17_TheHoursAddUpToTheProvenStepsToTheWattHour) {
  EXPECT_TRUE(rc::check([] {
    const auto readings = drawn_readings();
    Fold fold;
    for (const auto& one : readings) fold.add(one);
    Wide sum = fold.curve.untimed.energy.value;
    Wide unexplained = fold.curve.untimed.unexplained.value;
    for (const auto& [hour, part] : fold.hours) {
      sum += part.energy.value;
      unexplained += part.unexplained.value;
      RC_ASSERT(hour.hour.time_since_epoch() % hours{1} == Millis{0});
    }
    Wide expected_unexplained = 0;
    RC_ASSERT(sum == proven_by(readings, &expected_unexplained));
    RC_ASSERT(unexplained == expected_unexplained);
  }));
}

TEST(HourlyEnergyProperty, AnySplitIntoBatchesGivesTheSameHours) {
  EXPECT_TRUE(rc::check([] {
    const auto readings = drawn_readings();
    Fold whole;
    for (const auto& one : readings) whole.add(one);
    EnergyCurve kept;
    EnergyHours summed;
    std::size_t next = 0;
    while (next < readings.size()) {
      const auto until = std::min(readings.size(), next + *rc::gen::inRange<std::size_t>(1, 12));
      EnergyHours of_batch;
      for (; next < until; ++next) add_reading(kept, readings[next], kMeter, of_batch);
      for (const auto& [hour, part] : of_batch) summed[hour] = summed[hour] + part;
    }
    RC_ASSERT(kept == whole.curve);
    for (const auto& [hour, part] : whole.hours) RC_ASSERT(summed[hour] == part);
    RC_ASSERT(summed.size() == whole.hours.size());
  }));
}

}  // namespace
}  // namespace quaywatt::domain
