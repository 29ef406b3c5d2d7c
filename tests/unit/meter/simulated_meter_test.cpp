// The meter simulator's count is the truth others are compared with, so it is exact and repeatable.

#include "ops/meter-simulator/simulated_meter.h"

#include <gtest/gtest.h>

#include <cmath>

namespace quaywatt::simulator {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kHour = 3600 * kSecond;

MeterSettings settings(std::int64_t register_wh = 0, std::uint64_t seed = 1) {
  MeterSettings settings;
  settings.id = "M1";
  settings.initial_register_wh = register_wh;
  settings.seed = seed;
  return settings;
}

TEST(SimulatedMeter, StandsStillWithoutLoad) {
  SimulatedMeter meter(settings(1234), 0);
  meter.advance(100 * kHour);
  EXPECT_EQ(meter.register_wus(), 1234 * SimulatedMeter::kPerWattHour);
  EXPECT_EQ(meter.moment().power_total_w, 0);
  EXPECT_EQ(meter.moment().current_ma[0], 0);
  EXPECT_GT(meter.moment().voltage_mv[2], 220'000);
}

TEST(SimulatedMeter, CountsPowerTimesTimeTimesScale) {
  MeterSettings fast = settings();
  fast.scale = 60;
  SimulatedMeter meter(fast, 0);
  meter.connect(15'000);
  meter.advance(kSecond / 2 - 1);  // before the first change of the noise
  EXPECT_EQ(meter.session_wus(), 15'000 * (kSecond / 2 - 1) * 60);
  meter.advance(kHour);
  const auto wh = meter.session_wus() / SimulatedMeter::kPerWattHour;
  EXPECT_NEAR(static_cast<double>(wh), 15'000.0 * 60, 15'000.0 * 60 * 0.04);
}

TEST(SimulatedMeter, TheCountDoesNotDependOnHowOftenOneLooks) {
  SimulatedMeter seldom(settings(), 0), often(settings(), 0);
  seldom.connect(2'000);
  often.connect(2'000);
  for (std::int64_t now = 0; now <= kHour / 60; now += 12'345) often.advance(now);
  often.advance(kHour / 60);
  seldom.advance(kHour / 60);
  EXPECT_EQ(seldom.session_wus(), often.session_wus());
}

TEST(SimulatedMeter, SameSeedSameFiguresOtherSeedOthers) {
  SimulatedMeter first(settings(0, 3), 0), second(settings(0, 3), 0), other(settings(0, 4), 0);
  for (SimulatedMeter* meter : {&first, &second, &other}) {
    meter->connect(2'000);
    meter->advance(10 * kSecond);
  }
  EXPECT_EQ(first.session_wus(), second.session_wus());
  EXPECT_EQ(first.moment().voltage_mv, second.moment().voltage_mv);
  EXPECT_NE(first.session_wus(), other.session_wus());
}

TEST(SimulatedMeter, EachSessionCountsFromZeroAndStaysAfterDisconnect) {
  SimulatedMeter meter(settings(), 0);
  meter.connect(1'000);
  meter.advance(kHour);
  meter.disconnect();
  const auto first = meter.session_wus();
  meter.advance(2 * kHour);
  EXPECT_EQ(meter.session_wus(), first);
  meter.connect(1'000);
  EXPECT_EQ(meter.session_wus(), 0);
  meter.advance(3 * kHour);
  EXPECT_EQ(meter.delivered_wus(), first + meter.session_wus());
}

TEST(SimulatedMeter, QuantitiesFitEachOther) {
  SimulatedMeter meter(settings(), 0);
  meter.connect(15'000);
  for (std::int64_t now = 0; now < 60 * kSecond; now += kSecond) {
    meter.advance(now);
    const Moment& moment = meter.moment();
    EXPECT_EQ(moment.power_w[0] + moment.power_w[1] + moment.power_w[2], moment.power_total_w);
    double apparent = 0;
    for (std::size_t phase = 0; phase < 3; ++phase) {
      apparent += static_cast<double>(moment.voltage_mv[phase] * moment.current_ma[phase]) / 1e6;
    }
    EXPECT_NEAR(apparent, static_cast<double>(moment.apparent_va), 2);
    EXPECT_NEAR(static_cast<double>(moment.power_total_w) / apparent * 1000,
                static_cast<double>(moment.power_factor_permille), 1);
    EXPECT_NEAR(std::hypot(moment.power_total_w, moment.reactive_var), apparent, 2);
    EXPECT_NEAR(static_cast<double>(moment.frequency_millihz), 50'000, 20);
  }
}

TEST(SimulatedMeter, M1_TheRegisterReturnsToZeroAtItsEndAndTheCountGoesOn) {
  SimulatedMeter meter(settings(999'999'990), 0);
  meter.connect(1'000);
  meter.advance(kHour);
  EXPECT_LT(meter.register_wus() / SimulatedMeter::kPerWattHour, 2'000);
  EXPECT_EQ(meter.register_wus(), meter.session_wus() - 10 * SimulatedMeter::kPerWattHour);
}

TEST(SimulatedMeter, AnotherRegisterDoesNotChangeWhatWasDelivered) {
  SimulatedMeter meter(settings(5'000), 0);
  meter.connect(1'000);
  meter.advance(kHour);
  const auto delivered = meter.delivered_wus();
  meter.set_register(7);
  EXPECT_EQ(meter.register_wus(), 7 * SimulatedMeter::kPerWattHour);
  EXPECT_EQ(meter.delivered_wus(), delivered);
}

}  // namespace
}  // namespace quaywatt::simulator
