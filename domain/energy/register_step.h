#pragma once
// What one step of a register, from a reading to the next, says: energy, or why it proves none.

#include <optional>

#include "domain/energy/session_energy.h"

namespace quaywatt::domain {

enum class StepKind {
  forward,      ///< risen or stood still, within what the supply point can deliver
  slight_fall,  ///< fallen by no more than reading jitter
  rollover,
  reset,
  jump,         ///< another meter answers, or the same name with a lower but large value
  implausible,
  ratio_changed ///< the two values are of different CT × PT and do not compare
};

struct RegisterStep {
  StepKind kind = StepKind::forward;
  WattHours energy{};  ///< negative with `slight_fall`; zero for what proves nothing

  /// The register ran on: the two readings belong to one curve.
  bool continuous() const {
    return kind == StepKind::forward || kind == StepKind::slight_fall || kind == StepKind::rollover;
  }
};

/// Time between two points; nullopt when neither clock can tell.
std::optional<Millis> elapsed(const RegisterPoint& from, const RegisterPoint& to);

/// Judges a step of one meter; `to` was read after `from`.
RegisterStep register_step(const RegisterPoint& from, const RegisterPoint& to, const MeterTraits& meter);

}  // namespace quaywatt::domain
