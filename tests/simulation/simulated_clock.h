#pragma once
// A cabinet's clock: right, wrong by a jump or a drift, or unset. What it is worth is judged by the shipped code.

#include <optional>
#include <string>

#include "berth-agent/clock/system_agent_clock.h"

namespace quaywatt::simulation {

/// The wall clock's true time at the beginning of every run: 2025-06-01 08:00 in Shanghai.
inline constexpr domain::Instant kDawn{domain::Millis{1'748'736'000'000}};

class SimulatedClock : public agent::AgentClock, public agent::ServerTimeListener {
 public:
  /// `now`: true time since kDawn; not owned.
  explicit SimulatedClock(const domain::Millis& now) : now_(now) {}

  agent::ClockReading now() const override {
    return {kDawn + now_ + offset(), now_ - started_at_, agent::judge_clock(kernel_synced_, server_offset_)};
  }
  std::string boot() const override { return boot_; }
  std::uint32_t scale() const override { return 1; }
  void server_offset(domain::Millis offset) override { server_offset_ = offset; }

  void start(std::string boot) {
    boot_ = std::move(boot);
    started_at_ = now_;
    server_offset_.reset();
  }
  /// Wrong by that much from now on, and `drift_ms` more each hour.
  void set_wrong(domain::Millis by, std::int64_t drift_ms, bool kernel_believes) {
    offset_ = by;
    drift_ms_an_hour_ = drift_ms;
    wrong_since_ = now_;
    kernel_synced_ = kernel_believes;
  }
  void unset() { set_wrong(-(kDawn.time_since_epoch() + now_), 0, false); }
  void set_right() { set_wrong(domain::Millis{0}, 0, true); }
  /// True minus shown is not zero.
  domain::Millis offset() const {
    return offset_ + domain::Millis{(now_ - wrong_since_).count() / 1000 * drift_ms_an_hour_ / 3600};
  }

 private:
  const domain::Millis& now_;
  std::string boot_;
  domain::Millis started_at_{0};
  domain::Millis offset_{0};
  domain::Millis wrong_since_{0};
  std::int64_t drift_ms_an_hour_ = 0;
  bool kernel_synced_ = true;
  std::optional<domain::Millis> server_offset_;
};

}  // namespace quaywatt::simulation
