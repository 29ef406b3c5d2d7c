#pragma once
// Screen T2: a vessel comes alongside and leaves.

#include "berth-agent/berth/decision.h"

namespace quaywatt::agent {

/// Two vessels may lie at one berth (fault V7), the same vessel only once.
Decision decide_register_stay(const BerthState& state, const Asked& by, const RegisterStay& command);

/// Refused while a session of the stay runs: its end reading must be taken first.
Decision decide_end_stay(const BerthState& state, const Asked& by, const EndStay& command);

}  // namespace quaywatt::agent
