#pragma once
// A clock the test sets. Wall and monotonic time move together with `advance`, apart with `step_wall`.

#include <string>
#include <utility>

#include "berth-agent/clock/agent_clock.h"

namespace quaywatt::test {

class ManualClock : public agent::AgentClock {
 public:
  /// 2024-09-10 08:00:00 in Shanghai unless told otherwise.
  explicit ManualClock(domain::Instant wall = domain::Instant{domain::Millis{1'725'926'400'000}}) {
    reading_.wall = wall;
    reading_.mono = domain::Millis{1000};
    reading_.sync = domain::ClockSync::synced;
  }

  agent::ClockReading now() const override { return reading_; }
  std::string boot() const override { return boot_; }
  std::uint32_t scale() const override { return scale_; }

  void advance(domain::Millis by) {
    reading_.wall += by;
    reading_.mono += by;
  }
  void step_wall(domain::Millis by) { reading_.wall += by; }
  void set_sync(domain::ClockSync sync) { reading_.sync = sync; }
  void set_scale(std::uint32_t scale) { scale_ = scale; }
  /// As after a power cut: a new boot, the monotonic counter starts again.
  void reboot(std::string boot) {
    boot_ = std::move(boot);
    reading_.mono = domain::Millis{0};
  }

 private:
  agent::ClockReading reading_;
  std::string boot_ = "00000000000000b1";
  std::uint32_t scale_ = 1;
};

}  // namespace quaywatt::test
