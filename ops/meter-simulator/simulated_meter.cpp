#include "ops/meter-simulator/simulated_meter.h"

#include <algorithm>
#include <cmath>

namespace quaywatt::simulator {
namespace {

constexpr std::int64_t kNoiseStepUs = 500'000;
constexpr std::int64_t kMostNoisePermille = 40;

std::int64_t register_end(int digits) {
  std::int64_t end_wh = 1000;
  for (int i = 0; i < digits; ++i) end_wh *= 10;
  return end_wh;
}

}  // namespace

SimulatedMeter::SimulatedMeter(const MeterSettings& settings, std::int64_t now_us)
    : settings_(settings),
      register_end_wh_(register_end(settings.digits)),
      random_(settings.seed),
      counted_until_us_(now_us),
      next_noise_us_(now_us + kNoiseStepUs) {
  set_register(settings.initial_register_wh);
  measure();
}

void SimulatedMeter::advance(std::int64_t now_us) {
  while (next_noise_us_ <= now_us) {
    count(next_noise_us_ - counted_until_us_);
    counted_until_us_ = next_noise_us_;
    next_noise_us_ += kNoiseStepUs;
    change_noise();
  }
  count(now_us - counted_until_us_);
  counted_until_us_ = now_us;
}

void SimulatedMeter::count(std::int64_t elapsed_us) {
  if (!connected_) return;
  const std::int64_t energy = moment_.power_total_w * elapsed_us * settings_.scale;
  register_wus_ = (register_wus_ + energy) % (register_end_wh_ * kPerWattHour);
  session_wus_ += energy;
  delivered_wus_ += energy;
}

void SimulatedMeter::connect(std::int64_t power_w) {
  connected_ = true;
  session_wus_ = 0;
  change_power(power_w);
}

void SimulatedMeter::change_power(std::int64_t power_w) {
  base_power_w_ = power_w;
  measure();
}

void SimulatedMeter::disconnect() {
  connected_ = false;
  measure();
}

void SimulatedMeter::set_register(std::int64_t register_wh) {
  register_wus_ = register_wh % register_end_wh_ * kPerWattHour;
}

// A walk that is drawn back to the middle: loads of a ship wander, they do not jump.
void SimulatedMeter::change_noise() {
  noise_permille_ = std::clamp<std::int64_t>(noise_permille_ * 9 / 10 + drawn(-10, 10), -kMostNoisePermille,
                                             kMostNoisePermille);
  measure();
}

void SimulatedMeter::measure() {
  Moment now;
  now.frequency_millihz = 50'000 + drawn(-20, 20);
  const auto phases = static_cast<std::size_t>(settings_.phases);
  for (std::size_t phase = 0; phase < phases; ++phase) now.voltage_mv[phase] = 230'000 + drawn(-2'500, 2'500);
  if (connected_) {
    now.power_total_w = base_power_w_ + base_power_w_ * noise_permille_ / 1000;
    now.power_factor_permille = 950 + drawn(-15, 15);
    const double factor = static_cast<double>(now.power_factor_permille) / 1000.0;
    const double apparent = static_cast<double>(now.power_total_w) / factor;
    now.apparent_va = std::llround(apparent);
    now.reactive_var = std::llround(apparent * std::sqrt(1.0 - factor * factor));
    std::int64_t left_w = now.power_total_w;
    for (std::size_t phase = 0; phase < phases; ++phase) {
      now.power_w[phase] = left_w / static_cast<std::int64_t>(phases - phase);
      left_w -= now.power_w[phase];
      const double volts = static_cast<double>(now.voltage_mv[phase]) / 1000.0;
      now.current_ma[phase] = std::llround(static_cast<double>(now.power_w[phase]) / factor / volts * 1000.0);
    }
  }
  moment_ = now;
}

// Not std::uniform_int_distribution: its numbers differ from one standard library to the next.
std::int64_t SimulatedMeter::drawn(std::int64_t lowest, std::int64_t highest) {
  const auto width = static_cast<std::uint64_t>(highest - lowest + 1);
  return lowest + static_cast<std::int64_t>(random_() % width);
}

}  // namespace quaywatt::simulator
