#pragma once
// Screen T7: why a vessel does not use shore power, until when, and another actor's word on it.

#include "berth-agent/berth/decision.h"

namespace quaywatt::agent {

/// Also for a stay that is over: late entry is allowed and shows as late by its line's own time (fault O5).
Decision decide_declare(const BerthState& state, const Asked& by, const Declare& command);

Decision decide_end_declaration(const BerthState& state, const Asked& by, const EndDeclaration& command);

/// Never by the one who declared, whatever role he has now: nobody is judge in his own cause.
Decision decide_confirm(const BerthState& state, const Asked& by, const Confirm& command);

}  // namespace quaywatt::agent
