#pragma once
// Draws hours on a quay and plays them at the desk, one row a vessel:
//
//   苏货1098  a1  ..--=====-..      . away   - alongside on own engines   = on shore power   1 char = 10 min

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/berth_world.h"

namespace quaywatt::test {

struct TimelineRow {
  std::string vessel;
  std::string supply_point;
  std::string_view hours;
  std::int64_t load_w = 12'000;
};

struct Played {
  std::vector<domain::LineRef> stays;
  std::vector<domain::LineRef> sessions;
};

/// Returns, by vessel, what came into being.
inline std::map<std::string, Played> play(BerthWorld& world, const std::vector<TimelineRow>& rows) {
  std::map<std::string, Played> played;
  const auto turn = [&](const TimelineRow& row, char before, char now) {
    Played& vessel = played[row.vessel];
    auto& load = world.meters[world.state().meters.at(row.supply_point)];
    if (before == now) return;
    if (before == '.') vessel.stays.push_back(world.arrives(row.vessel));
    if (before == '=') {
      load.power_w = 0;
      world.stops(vessel.sessions.back());
    }
    if (now == '=') {
      vessel.sessions.push_back(world.connects(vessel.stays.back(), row.supply_point));
      load.power_w = row.load_w;
    }
    if (now == '.') world.leaves(vessel.stays.back());
  };
  for (std::size_t column = 0; column < rows.front().hours.size(); ++column) {
    for (const auto& row : rows) turn(row, column == 0 ? '.' : row.hours[column - 1], row.hours[column]);
    world.pass(10min);
  }
  return played;
}

}  // namespace quaywatt::test
