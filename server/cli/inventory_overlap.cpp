#include "server/cli/inventory_overlap.h"

#include <algorithm>
#include <cmath>

namespace quaywatt::server {

bool OverlapWatch::overlaps(const ActivityRow& row) {
  if (row.vessel_id.empty() || !row.start) return false;
  constexpr double kMillisPerHour = 3.6e6;
  // To the millisecond: hours are written with few digits.
  const domain::Millis length{std::llround(std::floor(row.interval.hours * kMillisPerHour))};
  const bool same_vessel = vessel_id_ == row.vessel_id;
  if (same_vessel && *row.start < end_) return true;
  vessel_id_ = row.vessel_id;
  end_ = *row.start + length;
  return false;
}

}  // namespace quaywatt::server
