#include "berth-agent/sampling/reading_watch.h"

#include <algorithm>
#include <cstdlib>

#include "domain/energy/register_step.h"

namespace quaywatt::agent {

namespace {

using domain::ReadingFlag;
using domain::RegisterValues;

domain::RegisterPoint point_of(const ClockReading& at, const RegisterValues& values) {
  domain::RegisterPoint point;
  point.at = at.wall;
  point.boot = "this";
  point.mono = at.mono;
  point.energy_forward = values.energy_forward.value;
  return point;
}

/// What the phases carry, W at full power factor; nullopt when the meter does not tell.
std::optional<std::int64_t> apparent_w(const RegisterValues& values) {
  constexpr std::int64_t kMicroPerUnit = 1'000'000;
  constexpr std::int64_t kUsualVoltageMv = 220'000;
  std::optional<std::int64_t> sum;
  for (std::size_t phase = 0; phase < values.current_ma.size(); ++phase) {
    if (!values.current_ma[phase]) continue;
    const std::int64_t current = std::min<std::int64_t>(std::abs(*values.current_ma[phase]), 1'000'000'000);
    const std::int64_t voltage = std::min<std::int64_t>(std::abs(values.voltage_mv[phase].value_or(kUsualVoltageMv)),
                                                        1'000'000'000);
    sum = sum.value_or(0) + current * voltage / kMicroPerUnit;
  }
  return sum;
}

/// Power that surely flows. A meter whose power register stands at nothing while current flows is as stuck as its
/// energy; half of the apparent power then, so that an idle transformer's magnetising current is no energy.
std::int64_t power_flowing(const RegisterValues& values, std::int64_t drawing_power_w) {
  const std::int64_t told = std::abs(values.power_w.value_or(0));
  if (told >= drawing_power_w) return told;
  const std::int64_t half = apparent_w(values).value_or(0) / 2;
  constexpr std::int64_t kSurely = 10;
  return half >= kSurely * drawing_power_w ? half : 0;
}

}  // namespace

std::vector<ReadingFlag> ReadingWatch::look(const ClockReading& at, const RegisterValues& values) {
  std::vector<ReadingFlag> flags;
  if (spikes(at, values)) flags.push_back(ReadingFlag::spike);
  if (stands_still(at, values)) flags.push_back(ReadingFlag::stuck);
  if (too_much(values)) flags.push_back(ReadingFlag::above_rating);
  if (feeds_back(values)) flags.push_back(ReadingFlag::reverse_flow);
  if (phase_reversed(values)) flags.push_back(ReadingFlag::phase_reversed);
  last_ = Seen{at, values};
  return flags;
}

bool ReadingWatch::jumps(const Seen& from, const ClockReading& at, const RegisterValues& values) const {
  domain::MeterTraits meter;
  meter.digits = 0;
  meter.resolution = values.energy_forward.resolution;
  // Where the meter's own power explains the rise, the ratio is wrong, not the reading (fault M9).
  meter.rated_power = {std::max({limits_.rated_power_w, std::abs(values.power_w.value_or(0)),
                                 std::abs(from.values.power_w.value_or(0))})};
  const auto step = domain::register_step(point_of(from.at, from.values), point_of(at, values), meter);
  return step.kind == domain::StepKind::implausible;
}

/// Off the curve of the last reading that was on one. A value that stays is the new curve: then it was no spike but
/// a step, which the energy's computation leaves out by itself.
bool ReadingWatch::spikes(const ClockReading& at, const RegisterValues& values) {
  const bool power = limits_.rated_power_w > 0 && values.power_w &&
                     std::abs(*values.power_w) / kSpikeFactor > limits_.rated_power_w;
  const bool known = limits_.rated_power_w > 0 && on_curve_ && last_;
  const bool stays = known && !jumps(*last_, at, values) &&
                     values.energy_forward.value >= last_->values.energy_forward.value;
  const bool off = known && jumps(*on_curve_, at, values) && !stays;
  if (!off) on_curve_ = Seen{at, values};
  return off || power;
}

bool ReadingWatch::stands_still(const ClockReading& at, const RegisterValues& values) {
  if (!standing_ || !last_ || standing_->energy != values.energy_forward.value) {
    standing_ = Standing{at.mono, values.energy_forward.value, 0};
    return false;
  }
  constexpr std::int64_t kMsPerHourByMilli = 3'600;  // W × ms / 3600 = mWh
  constexpr std::int64_t kMostW = 100'000'000;
  const std::int64_t power = std::min(power_flowing(values, limits_.drawing_power_w), kMostW);
  standing_->milliwatt_hours_expected += power * (at.mono - last_->at.mono).count() / kMsPerHourByMilli;
  const std::int64_t missed = kStuckSteps * values.energy_forward.resolution.value;
  return power > 0 && at.mono - standing_->since >= kStuckIntervals * limits_.interval &&
         standing_->milliwatt_hours_expected / 1000 >= missed;
}

bool ReadingWatch::too_much(const RegisterValues& values) {
  const bool above = limits_.rated_power_w > 0 && values.power_w &&
                     std::abs(*values.power_w) / kAboveRatingPercent > limits_.rated_power_w / 100;
  above_rating_ = above ? std::min(above_rating_ + 1, kAboveRatingReadings) : 0;
  return above_rating_ == kAboveRatingReadings;
}

bool ReadingWatch::feeds_back(const RegisterValues& values) const {
  if (values.power_w && *values.power_w <= -limits_.drawing_power_w) return true;
  const bool both = values.energy_reverse && last_ && last_->values.energy_reverse;
  return both && values.energy_reverse->value > last_->values.energy_reverse->value;
}

bool ReadingWatch::phase_reversed(const RegisterValues& values) const {
  const auto any = [&](auto test) {
    return std::any_of(values.phase_power_w.begin(), values.phase_power_w.end(),
                       [&](const auto& power) { return power && test(*power); });
  };
  return any([&](std::int64_t power) { return power <= -limits_.drawing_power_w; }) &&
         any([&](std::int64_t power) { return power >= limits_.drawing_power_w; });
}

}  // namespace quaywatt::agent
