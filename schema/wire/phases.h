#pragma once
// The keys of a figure given phase by phase, in the order of domain::Phases.

#include <array>
#include <string_view>

namespace quaywatt::wire {

inline constexpr std::array<std::string_view, 3> kPhases{"a", "b", "c"};

}  // namespace quaywatt::wire
