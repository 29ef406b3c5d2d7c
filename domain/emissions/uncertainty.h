#pragma once
// The interval around a total: factor ranges, gaps in the activity and auxiliary-load assumptions, drawn by a seeded
// Monte Carlo. Stays of a class share their parameters, so a year of 100,000 stays is drawn as its classes.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace quaywatt::domain {

inline constexpr std::size_t kDefaultDraws = 1000;

/// A parameter nobody knows better than a range, as ratios to the value used: triangular with its peak at 1.
/// 0 <= low <= 1 <= high. Its draw is shared by everything that names it: an error of a factor does not average out.
struct UncertainParameter {
  std::string name;  ///< e.g. "nox auxiliary HSD T0", "aux load general.cargo", "activity gap canal"
  double low = 1;
  double high = 1;
};

/// Emission of one stay or row under the values used, with the parameters it rests on (indices, ascending).
struct UncertainMass {
  double grams = 0;
  std::vector<std::uint32_t> parameters;
};

/// Masses that rest on the same parameters, added up.
std::vector<UncertainMass> group_by_parameters(const std::vector<UncertainMass>& masses);

struct Interval {
  double value = 0;  ///< under the values used
  double low = 0;    ///< 2.5 % quantile of the draws
  double median = 0;
  double high = 0;   ///< 97.5 % quantile
  std::size_t draws = 0;
  std::uint64_t seed = 0;
};

/// Same arguments, same interval, on every machine. `draws` >= 1; the parameter indices must exist.
Interval draw_interval(const std::vector<UncertainParameter>& parameters, const std::vector<UncertainMass>& masses,
                       std::uint64_t seed, std::size_t draws = kDefaultDraws);

}  // namespace quaywatt::domain
