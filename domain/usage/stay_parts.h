#pragma once
// What a stay brings to each group of a usage table: to one group, or to each month it touches.

#include <string>
#include <vector>

#include "domain/usage/usage_rate.h"

namespace quaywatt::domain {

struct StayPart {
  std::string key;
  bool counts_visit = false;  ///< in one part of a stay exactly
  std::int64_t connected_ms = 0;
  std::int64_t alongside_ms = 0;
  WattHours energy{};
};

/// The parts add up to the whole stay.
std::vector<StayPart> parts_of(const AssessedStay& stay, UsageGroup by);

}  // namespace quaywatt::domain
