#include "domain/energy/register_step.h"

#include <algorithm>

namespace quaywatt::domain {

namespace {

constexpr std::int64_t kJitterSteps = 2;             ///< a re-read may fall this many resolution steps (fault M4)
constexpr std::int64_t kPowerMarginPercent = 120;    ///< of rated power; a breaker carries more for a while
constexpr std::int64_t kRatedPowerMaxW = 1'000'000'000;
constexpr std::int64_t kResolutionMaxWh = 1'000'000'000;
constexpr std::int64_t kStepMaxMs = 20LL * 365 * 24 * 3'600'000;
constexpr std::int64_t kMsPerHour = 3'600'000;
constexpr std::int64_t kSmallAgainst = 100;          ///< a reset register shows less than a hundredth of what it did

std::int64_t jitter_wh(const MeterTraits& meter) {
  return kJitterSteps * std::min(meter.resolution.value, kResolutionMaxWh);
}

/// The most a register can have risen; nullopt when power or time is unknown.
std::optional<std::int64_t> most_wh(std::optional<Millis> time, const MeterTraits& meter) {
  if (!time || meter.rated_power.value <= 0) return std::nullopt;
  const std::int64_t watts = std::min(meter.rated_power.value, kRatedPowerMaxW);
  // A second is precise enough and keeps the product within 64 bits.
  const std::int64_t seconds = (std::min<std::int64_t>(time->count(), kStepMaxMs) + 999) / 1000;
  const std::int64_t delivered = watts * seconds / 100 * kPowerMarginPercent / (kMsPerHour / 1000) + 1;
  return delivered + jitter_wh(meter) + std::min(meter.resolution.value, kResolutionMaxWh);
}

/// Where the register rolls over; nullopt when its digits are unknown or past 64 bits.
std::optional<std::int64_t> register_end_wh(const MeterTraits& meter) {
  if (meter.digits <= 0) return std::nullopt;
  std::int64_t end = 0;
  if (__builtin_mul_overflow(std::max<std::int64_t>(meter.ratio, 1), 1000, &end)) return std::nullopt;
  for (std::int32_t i = 0; i < meter.digits; ++i) {
    if (__builtin_mul_overflow(end, 10, &end)) return std::nullopt;
  }
  return end;
}

RegisterStep fall(std::int64_t from, std::int64_t to, std::optional<std::int64_t> most, const MeterTraits& meter) {
  if (from - to <= jitter_wh(meter)) return {StepKind::slight_fall, WattHours{to - from}};
  const auto end = register_end_wh(meter);
  if (end && most && from < *end && *end - from <= *most - std::min(to, *most)) {
    return {StepKind::rollover, WattHours{*end - from + to}};
  }
  const bool small = to <= from / kSmallAgainst || (most && to <= *most);
  return {small ? StepKind::reset : StepKind::jump, WattHours{0}};
}

}  // namespace

std::optional<Millis> elapsed(const RegisterPoint& from, const RegisterPoint& to) {
  if (from.boot == to.boot && to.mono >= from.mono) return to.mono - from.mono;
  if (!from.clock_trusted || !to.clock_trusted || to.at < from.at) return std::nullopt;
  return to.at - from.at;
}

RegisterStep register_step(const RegisterPoint& from, const RegisterPoint& to, const MeterTraits& meter) {
  const bool other_meter = from.meter != to.meter ||
                           (!from.address.empty() && !to.address.empty() && from.address != to.address);
  if (other_meter) return {StepKind::jump, WattHours{0}};
  if (from.multiplier != to.multiplier) return {StepKind::ratio_changed, WattHours{0}};
  const std::int64_t before = std::max<std::int64_t>(from.energy_forward.value, 0);
  const std::int64_t after = std::max<std::int64_t>(to.energy_forward.value, 0);
  const auto most = most_wh(elapsed(from, to), meter);
  if (after < before) return fall(before, after, most, meter);
  if (most && after - before > *most) return {StepKind::implausible, WattHours{0}};
  return {StepKind::forward, WattHours{after - before}};
}

}  // namespace quaywatt::domain
