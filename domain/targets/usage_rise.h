#pragma once
// "Usage rate up 90 % on 2020" (city plan item 4) can be read three ways. All are computed; a signed setting says
// which one leads. A reading that would need more than 100 % says so instead of printing a number.

#include <array>
#include <optional>

#include "domain/targets/course.h"

namespace quaywatt::domain {

enum class RiseReading {
  relative,           ///< 1.9 × the baseline rate
  percentage_points,  ///< the baseline rate + 90 points
  to_level            ///< 90 %, whatever the baseline was
};

struct RiseTarget {
  std::int64_t rise_permille = 900;
  Date begins;
  Date due;
};

struct RiseVerdict {
  RiseReading reading = RiseReading::relative;
  TargetState state = TargetState::no_facts;
  std::optional<Ratio> needed;  ///< the rate asked for; over 1 when infeasible; empty without a baseline
};

/// `baseline` and `current` are usage rates, each part ≤ whole and below 2^40. Empty `baseline`: there is none;
/// empty `current`: no stay to count.
std::array<RiseVerdict, 3> judge_rise(const RiseTarget& target, const std::optional<Ratio>& baseline,
                                      const std::optional<Ratio>& current, Date today);

}  // namespace quaywatt::domain
