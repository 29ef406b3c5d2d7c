#include "berth-agent/sampling/recording_schedule.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace quaywatt::agent {

namespace {

/// Number of the clock interval an instant lies in. Asia/Shanghai is whole hours from UTC, so that quarters and hours
/// of the UTC clock are those of the wall.
std::int64_t interval_of(domain::Instant at, domain::Millis length) {
  return std::chrono::floor<domain::Millis>(at.time_since_epoch()).count() / length.count();
}

}  // namespace

std::optional<domain::Reading::Cause> RecordingSchedule::due(const ClockReading& at,
                                                             const domain::RegisterValues& values,
                                                             bool supplying) const {
  using Cause = domain::Reading::Cause;
  if (!last_ || silent_) return supplying ? Cause::supplying : Cause::idle;
  if (power_changed(at, values)) return Cause::power_change;
  if (!drawing(values, supplying)) {
    const bool new_hour = interval_of(at.wall, settings_.idle) != interval_of(last_->at.wall, settings_.idle);
    return new_hour || at.mono - last_->at.mono >= settings_.idle ? std::optional{Cause::idle} : std::nullopt;
  }
  if (interval_of(at.wall, settings_.quarter) != interval_of(last_->at.wall, settings_.quarter)) {
    return Cause::quarter_hour;
  }
  if (at.mono - last_->at.mono >= settings_.supplying) return Cause::supplying;
  return std::nullopt;
}

bool RecordingSchedule::drawing(const domain::RegisterValues& values, bool supplying) const {
  return supplying || std::abs(values.power_w.value_or(0)) >= settings_.power_change_w ||
         values.energy_forward.value != last_->energy;
}

bool RecordingSchedule::late(const ClockReading& at, bool supplying) const {
  if (!last_ || silent_) return false;
  const bool drew = supplying || std::abs(last_->power_w.value_or(0)) >= settings_.power_change_w;
  return at.mono - last_->at.mono >= 2 * (drew ? settings_.supplying : settings_.idle);
}

bool RecordingSchedule::power_changed(const ClockReading& at, const domain::RegisterValues& values) const {
  if (!values.power_w || !last_->power_w) return false;
  const std::int64_t change = std::abs(*values.power_w - *last_->power_w);
  const std::int64_t relative = std::abs(*last_->power_w) * settings_.power_change_permille / 1000;
  if (change < std::max(settings_.power_change_w, relative)) return false;
  const bool on_or_off = (*values.power_w == 0) != (*last_->power_w == 0);
  return on_or_off || at.mono - last_->at.mono >= settings_.power_change_spacing;
}

void RecordingSchedule::recorded(const ClockReading& at, const domain::RegisterValues& values) {
  last_ = Last{at, values.energy_forward.value, values.power_w};
  silent_ = false;
}

bool RecordingSchedule::silence_begins() { return !std::exchange(silent_, true); }

}  // namespace quaywatt::agent
