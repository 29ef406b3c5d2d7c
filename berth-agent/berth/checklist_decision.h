#pragma once
// Screen T3: the main parameters are confirmed before connecting (CN-MOT-MEASURES as amended 2025).

#include "berth-agent/berth/decision.h"

namespace quaywatt::agent {

/// Always a line once every item is answered: a failed list is evidence too. It passes when every item does and
/// vessel and supply agree; else it names the reason code that screen T7 proposes.
Decision decide_complete_checklist(const BerthState& state, const Asked& by, const CompleteChecklist& command);

}  // namespace quaywatt::agent
