#pragma once
// Where an indicator stands against its target: exact in integers, so that 2,399,999 of 2 × 1,200,000 kWh is a miss
// and 930.0 of 1,000 t is met.

#include <cstdint>
#include <optional>

#include "domain/time/instant.h"

namespace quaywatt::domain {

/// A share (covered of all) or a multiple (this year of the baseline year), never divided out. `whole` > 0.
/// Counts, Wh or µg, each at most 2^62.
struct Ratio {
  std::int64_t part = 0;
  std::int64_t whole = 1;
};

/// Sign of a - b, exact.
int compare(const Ratio& a, const Ratio& b);

enum class TargetState {
  met,
  on_course,    ///< not met yet, but not behind the straight line from start to goal
  behind,
  missed,       ///< the due day is over
  infeasible,   ///< no conduct can reach the goal: a rate over 100 %
  no_baseline,  ///< nothing to compare with; never invented
  no_facts      ///< nothing to divide by: no berth, no stay, no report yet
};

enum class Direction { at_least, at_most };

/// From `start` on the day `begins` to `goal` at the end of the day `due`.
struct TargetCourse {
  Ratio start;
  Ratio goal;
  Direction direction = Direction::at_least;
  Date begins;
  Date due;
};

/// Met whenever the goal is reached, early too.
TargetState state_on(const TargetCourse& course, const Ratio& value, Date today);

/// How much of `part` is missing to the goal (too much of it with at_most), rounded up; 0 when met.
std::int64_t missing_to_goal(const TargetCourse& course, const Ratio& value);

}  // namespace quaywatt::domain
