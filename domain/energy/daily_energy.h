#pragma once
// A session's energy by the days of Asia/Shanghai: statistics split at midnight, bills do not.

#include <vector>

#include "domain/energy/session_energy.h"

namespace quaywatt::domain {

struct DayEnergy {
  Date day;
  WattHours energy{};
  bool operator==(const DayEnergy&) const = default;
};

/// The days from the first to the last point, each with its part; the parts add up to `session_energy` of the same
/// arguments (fault V12). A step over midnight is shared by time, so that with the reading recorded on every quarter
/// of an hour the parts are exact; an estimate moves energy between days, never the total (fault M15).
/// Empty without points.
std::vector<DayEnergy> daily_energy(const std::vector<RegisterPoint>& points, const std::vector<MeterTraits>& meters,
                                    bool end_reading_present);

}  // namespace quaywatt::domain
