#pragma once
// The wall clock held against the monotonic counter: tells when somebody or something set the clock (faults C1, C2).
// Pure; one object a boot.

#include <optional>

#include "berth-agent/clock/agent_clock.h"

namespace quaywatt::agent {

/// Wall clock and counter may part by this much, all small steps together, before it is said.
inline constexpr domain::Millis kClockStepMax{2'000};

class ClockWatch {
 public:
  /// What the ledger must say before its next line; nullopt while both clocks go together. Readings stamped before
  /// it in the same boot are mapped by `by`: by the counter they are where they were.
  std::optional<domain::ClockAdjusted> look(const ClockReading& now);

 private:
  std::optional<ClockReading> expected_from_;
};

}  // namespace quaywatt::agent
