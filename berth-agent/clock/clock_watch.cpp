#include "berth-agent/clock/clock_watch.h"

#include <string>

namespace quaywatt::agent {

namespace {

std::string cause_of(const ClockReading& before, const ClockReading& now, domain::Millis by) {
  const bool set = before.sync == domain::ClockSync::unsynced && now.sync == domain::ClockSync::synced;
  if (set) return "时钟已校准 / the clock was set";
  return by > domain::Millis::zero() ? "时钟被拨快 / the clock was put forward" : "时钟被拨慢 / the clock was put back";
}

}  // namespace

std::optional<domain::ClockAdjusted> ClockWatch::look(const ClockReading& now) {
  if (!expected_from_) expected_from_ = now;
  const domain::Instant expected = expected_from_->wall + (now.mono - expected_from_->mono);
  const domain::Millis by = std::chrono::duration_cast<domain::Millis>(now.wall - expected);
  if (by <= kClockStepMax && by >= -kClockStepMax) return std::nullopt;
  const domain::ClockAdjusted adjusted{by, cause_of(*expected_from_, now, by)};
  expected_from_ = now;
  return adjusted;
}

}  // namespace quaywatt::agent
