// A session's energy split at midnight in Shanghai.

#include "domain/energy/daily_energy.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "domain/time/shanghai.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;

constexpr Date kNewYearsEve{2024y / 12 / 31};
constexpr Date kNewYear{2025y / 1 / 1};

const std::vector<MeterTraits> kMeter = {{"M1", 6, WattHours{10}, Watts{15'000}, 1}};

/// Minutes before or after the turn of the year in Shanghai.
RegisterPoint point(std::int64_t minute, std::int64_t energy_wh) {
  const Instant at = shanghai_midnight(kNewYear) + std::chrono::minutes{minute};
  return {"M1", at, "b1", Millis{(minute + 100'000) * 60'000}, WattHours{energy_wh}};
}

using Days = std::vector<DayEnergy>;

TEST(DailyEnergy, OfNothingIsNothing) { EXPECT_TRUE(daily_energy({}, kMeter, true).empty()); }

TEST(DailyEnergy, WithinADayIsTheSession) {
  EXPECT_EQ(daily_energy({point(-90, 0), point(-30, 9'000)}, kMeter, true), (Days{{kNewYearsEve, WattHours{9'000}}}));
}

TEST(DailyEnergy, V12_AReadingAtMidnightSplitsExactly) {
  const auto days = daily_energy({point(-60, 1'000), point(0, 8'000), point(30, 11'500)}, kMeter, true);
  EXPECT_EQ(days, (Days{{kNewYearsEve, WattHours{7'000}}, {kNewYear, WattHours{3'500}}}));
}

TEST(DailyEnergy, M15_AStepOverMidnightIsSharedByTime) {
  const auto days = daily_energy({point(-15, 0), point(30, 9'001)}, kMeter, true);
  EXPECT_EQ(days, (Days{{kNewYearsEve, WattHours{3'000}}, {kNewYear, WattHours{6'001}}}));
}

TEST(DailyEnergy, ADayBetweenGetsItsOwnPart) {
  const auto days = daily_energy({point(-60, 0), point(60, 2'000), point(24 * 60 + 60, 26'000)}, kMeter, true);
  ASSERT_EQ(days.size(), 3u);
  EXPECT_EQ(days[0].energy, WattHours{1'000});
  EXPECT_EQ(days[1].energy, WattHours{24'000});
  EXPECT_EQ(days[2].energy, WattHours{1'000});
}

TEST(DailyEnergy, OfAClockThatJumpedYearsStaysOnItsFirstDay) {
  auto late = point(60, 5'000);
  late.at += std::chrono::days{500};
  EXPECT_EQ(daily_energy({point(0, 4'000), late}, kMeter, true), (Days{{kNewYear, WattHours{1'000}}}));
  late.at = point(0, 0).at - std::chrono::days{3};
  EXPECT_EQ(daily_energy({point(0, 4'000), late}, kMeter, true), (Days{{kNewYear, WattHours{1'000}}}));
}

TEST(DailyEnergyProperty, ThePartsAreNeverNegativeAndAddUpToTheSession) {
  EXPECT_TRUE(rc::check([] {
    std::vector<RegisterPoint> points;
    std::int64_t minute = *rc::gen::inRange(-3'000, 0);
    std::int64_t energy_wh = 0;
    for (int i = *rc::gen::inRange(0, 40); i >= 0; --i) {
      points.push_back(point(minute, energy_wh));
      minute += *rc::gen::inRange(0, 300);
      energy_wh = std::max<std::int64_t>(0, energy_wh + *rc::gen::inRange(-100, 60'000));
    }
    WattHours sum{0};
    for (const auto& day : daily_energy(points, kMeter, true)) {
      RC_ASSERT(day.energy.value >= 0);
      sum += day.energy;
    }
    RC_ASSERT(sum == session_energy(points, kMeter, true).energy);
  }));
}

}  // namespace
}  // namespace quaywatt::domain
