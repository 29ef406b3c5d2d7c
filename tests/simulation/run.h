#pragma once
// One plan, run to its end.

#include <array>
#include <cstdint>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "tests/simulation/world.h"

namespace quaywatt::simulation {

struct Outcome {
  std::uint64_t hash = 0;
  std::uint64_t lines = 0;          ///< taken by the server
  double berth_days = 0;
  std::array<std::uint64_t, kFaultKinds> injected{};
  std::vector<std::string> failures;
};

/// In a folder of its own below `folder`. What the product throws past every edge is a failure like others.
Outcome run_plan(const Plan& plan, const Breaks& breaks, const std::filesystem::path& folder,
                 std::ostream* trace = nullptr);

/// The shortest list of the plan's faults found that still fails: faults, berths and length are left out by halves,
/// then one by one (delta debugging).
Plan shrunk(const Plan& plan, const Breaks& breaks, const std::filesystem::path& folder);

}  // namespace quaywatt::simulation
