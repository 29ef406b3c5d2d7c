#include "domain/emissions/uncertainty.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "domain/emissions/random.h"

namespace quaywatt::domain {
namespace {

/// Triangular distribution on [low, high] with its peak at 1, by its inverse.
double triangular(const UncertainParameter& parameter, double uniform) {
  const double width = parameter.high - parameter.low;
  if (!(width > 0)) return 1;
  const double rise = 1 - parameter.low;
  if (uniform * width < rise) return parameter.low + std::sqrt(uniform * width * rise);
  return parameter.high - std::sqrt((1 - uniform) * width * (parameter.high - 1));
}

/// The draw that a share of `quantile` of the sorted draws does not exceed.
double quantile_of(const std::vector<double>& sorted, double quantile) {
  const double rank = std::ceil(quantile * static_cast<double>(sorted.size())) - 1;
  return sorted[static_cast<std::size_t>(std::max(rank, 0.0))];
}

std::vector<SeededRandom> streams_of(std::uint64_t seed, std::size_t count) {
  std::vector<SeededRandom> streams;
  streams.reserve(count);
  // One stream a parameter, so that adding a parameter leaves the draws of the others as they were.
  for (std::size_t i = 0; i < count; ++i) streams.emplace_back(seed, i + 1);
  return streams;
}

double total_of(const std::vector<UncertainMass>& groups, const std::vector<double>& ratios) {
  double total = 0;
  for (const UncertainMass& group : groups) {
    double mass = group.grams;
    for (std::uint32_t parameter : group.parameters) mass *= ratios[parameter];
    total += mass;
  }
  return total;
}

}  // namespace

std::vector<UncertainMass> group_by_parameters(const std::vector<UncertainMass>& masses) {
  std::map<std::vector<std::uint32_t>, double> sums;
  for (const UncertainMass& mass : masses) sums[mass.parameters] += mass.grams;
  std::vector<UncertainMass> groups;
  groups.reserve(sums.size());
  for (const auto& [parameters, grams] : sums) groups.push_back({grams, parameters});
  return groups;
}

Interval draw_interval(const std::vector<UncertainParameter>& parameters, const std::vector<UncertainMass>& masses,
                       std::uint64_t seed, std::size_t draws) {
  assert(draws >= 1);
  const std::vector<UncertainMass> groups = group_by_parameters(masses);
  std::vector<SeededRandom> streams = streams_of(seed, parameters.size());
  std::vector<double> ratios(parameters.size(), 1);
  const double value = total_of(groups, ratios);
  std::vector<double> totals(draws);
  for (double& total : totals) {
    for (std::size_t i = 0; i < parameters.size(); ++i) ratios[i] = triangular(parameters[i], streams[i].uniform());
    total = total_of(groups, ratios);
  }
  std::sort(totals.begin(), totals.end());
  return Interval{value, quantile_of(totals, 0.025), quantile_of(totals, 0.5), quantile_of(totals, 0.975), draws, seed};
}

}  // namespace quaywatt::domain
