#pragma once
// How much of a period a supply point could be used, and how long repairs took (city plan 4b).

#include <cstdint>
#include <vector>

#include "domain/facilities/supply_point_record.h"
#include "domain/rules/time_spans.h"

namespace quaywatt::domain {

struct Availability {
  Millis period{};
  Millis out{};                 ///< of the period; time out twice counts once
  std::int64_t faults = 0;      ///< begun within the period
  std::int64_t repaired = 0;    ///< of the faults, by the end of the period
  Millis repair_time{};         ///< of the repaired ones, begin to end

  /// Mean time to repair; empty when nothing was repaired.
  std::optional<Millis> mean_repair_time() const {
    if (repaired == 0) return std::nullopt;
    return repair_time / repaired;
  }
};

/// An outage that still lasts counts to the end of `period`.
Availability availability_of(const std::vector<Outage>& outages, TimeSpan period);

}  // namespace quaywatt::domain
