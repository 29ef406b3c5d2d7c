#pragma once
// The terminal's reason codes "01".."14" (screen T7) in the rules' words.

#include <optional>
#include <string_view>

#include "domain/rules/stay_facts.h"

namespace quaywatt::domain {

/// The impediment a reason code stands for. 01-04 are facts of vessel and berth, 09 is an alternative whose measure
/// is declared beside it, 10 (short stay) claims nothing; these and unknown codes -> nullopt.
std::optional<ImpedimentCause> impediment_of_reason_code(std::string_view code);

}  // namespace quaywatt::domain
