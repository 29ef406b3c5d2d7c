// What is strange about readings, and what only looks so.

#include <gtest/gtest.h>

#include <algorithm>

#include "berth-agent/sampling/reading_watch.h"
#include "tests/support/fake_meters.h"

namespace quaywatt::test {
namespace {

using namespace std::chrono_literals;
using domain::ReadingFlag;
using Flags = std::vector<ReadingFlag>;

struct ReadingWatchTest : testing::Test {
  /// A minute on, the meter shows this.
  Flags shows(std::int64_t energy_wh, std::int64_t power_w, domain::Millis after = 1min) {
    return look(FakeMeters::registers_at(energy_wh, power_w), after);
  }
  Flags look(const domain::RegisterValues& values, domain::Millis after = 1min) {
    clock.advance(after);
    return watch.look(clock.now(), values);
  }

  ManualClock clock;
  agent::ReadingWatch watch{{40'000, 50, 5min}};
};

TEST_F(ReadingWatchTest, M5_HundredfoldReadingIsASpikeAndTheNextOneIsNot) {
  shows(10'000, 12'000);
  EXPECT_EQ(shows(10'200, 12'000), Flags{});
  EXPECT_EQ(shows(1'040'000, 12'000), Flags{ReadingFlag::spike});
  EXPECT_EQ(shows(10'600, 12'000), Flags{});
  EXPECT_EQ(shows(10'800, 12'000), Flags{});
}

TEST_F(ReadingWatchTest, M5_ValueThatStaysIsAStepAndNoLongerASpike) {
  shows(10'000, 12'000);
  EXPECT_EQ(shows(500'000, 12'000), Flags{ReadingFlag::spike});
  EXPECT_EQ(shows(500'200, 12'000), Flags{});
  EXPECT_EQ(shows(500'400, 12'000), Flags{});
}

TEST_F(ReadingWatchTest, M5_PowerNoLoadCanDrawIsASpike) {
  shows(10'000, 12'000);
  EXPECT_EQ(shows(10'200, 1'200'000), Flags{ReadingFlag::spike});
  EXPECT_EQ(shows(10'400, 12'000), Flags{});
}

TEST_F(ReadingWatchTest, M5_LongSilenceAllowsALargeRise) {
  shows(10'000, 12'000);
  EXPECT_EQ(shows(10'000 + 40'000 * 6, 12'000, 6h), Flags{});
}

TEST_F(ReadingWatchTest, M6_RegisterThatStandsWhileCurrentFlowsIsStuckAfterThreeIntervals) {
  shows(10'000, 12'000);
  for (int minute = 1; minute < 15; ++minute) EXPECT_EQ(shows(10'000, 12'000), Flags{}) << minute;
  EXPECT_EQ(shows(10'000, 12'000), Flags{ReadingFlag::stuck});
  EXPECT_EQ(shows(10'000, 12'000), Flags{ReadingFlag::stuck});
  EXPECT_EQ(shows(10'010, 12'000), Flags{}) << "it moves again";
}

TEST_F(ReadingWatchTest, M6_PowerRegisterMayBeStuckAsWell) {
  auto values = FakeMeters::registers_at(10'000, 0);
  values.current_ma = {24'000, 24'000, 24'000};
  values.voltage_mv = {230'000, 230'000, 230'000};
  Flags last;
  for (int minute = 0; minute <= 15; ++minute) last = look(values);
  EXPECT_EQ(last, Flags{ReadingFlag::stuck});
}

TEST_F(ReadingWatchTest, M6_HonestZeroIsNotStuck) {
  for (int hour = 0; hour < 48; ++hour) EXPECT_EQ(shows(10'000, 0, 1h), Flags{});
}

TEST_F(ReadingWatchTest, M6_SmallLoadOnACoarseRegisterIsNotStuck) {
  auto values = FakeMeters::registers_at(10'000, 100);
  values.energy_forward.resolution = domain::WattHours{800};
  for (int minute = 0; minute < 900; ++minute) EXPECT_EQ(look(values), Flags{}) << minute;
  Flags last;
  for (int minute = 0; minute < 120; ++minute) last = look(values);
  EXPECT_EQ(last, Flags{ReadingFlag::stuck}) << "1.6 kWh have not been counted";
}

TEST_F(ReadingWatchTest, M9_MoreThanTheBreakerCarriesIsSaidWhenItLasts) {
  EXPECT_EQ(shows(10'000, 49'000), Flags{});
  EXPECT_EQ(shows(10'800, 49'000), Flags{});
  EXPECT_EQ(shows(11'600, 49'000), Flags{ReadingFlag::above_rating});
  EXPECT_EQ(shows(12'400, 47'000), Flags{}) << "an honest overload";
}

TEST_F(ReadingWatchTest, M9_UnknownRatingJudgesNothing) {
  watch = agent::ReadingWatch{{0, 50, 5min}};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(shows(10'000 + i * 1'000'000, 49'000'000), Flags{});
}

TEST_F(ReadingWatchTest, M13_EnergyFedBackIsFlaggedByPowerOrByItsRegister) {
  shows(10'000, 3'000);
  EXPECT_EQ(shows(10'000, -3'000), Flags{ReadingFlag::reverse_flow});
  auto values = FakeMeters::registers_at(10'000, 0);
  values.energy_reverse = FakeMeters::registers_at(500, 0).energy_forward;
  EXPECT_EQ(look(values), Flags{}) << "nothing to compare with yet";
  values.energy_reverse = FakeMeters::registers_at(510, 0).energy_forward;
  EXPECT_EQ(look(values), Flags{ReadingFlag::reverse_flow});
  EXPECT_EQ(look(values), Flags{});
}

TEST_F(ReadingWatchTest, M13_OnePhaseAgainstTheOthersIsSwapped) {
  auto values = FakeMeters::registers_at(10'000, 4'000);
  values.phase_power_w = {4'000, 4'000, -4'000};
  EXPECT_EQ(look(values), Flags{ReadingFlag::phase_reversed});
  values.phase_power_w = {4'000, 4'000, -10};
  EXPECT_EQ(look(values), Flags{}) << "a meter's own noise";
}

}  // namespace
}  // namespace quaywatt::test
