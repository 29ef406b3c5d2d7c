#include "domain/emissions/nox_uncertainty.h"

#include <algorithm>

namespace quaywatt::domain {
namespace {

/// Every parameter once, whoever names it first.
class Parameters {
 public:
  std::uint32_t index_of(const std::string& name, double low, double high) {
    const auto [found, fresh] = index_.try_emplace(name, static_cast<std::uint32_t>(list.size()));
    if (fresh) list.push_back({name, low, high});
    return found->second;
  }
  std::vector<UncertainParameter> list;

 private:
  std::map<std::string, std::uint32_t> index_;
};

/// The range of an engine's factor over the fuels it may burn, as ratios to the value.
UncertainParameter factor_range(const FactorSet& factors, const NoxSource& source, const NoxUncertainty& assumed) {
  UncertainParameter range{"nox " + std::string(word_of(source.group)) + " " + std::string(word_of(source.engine)) +
                               " " + std::string(word_of(source.tier)),
                           1, 1};
  bool known = false;
  for (const auto& by_tier : factors.tables().nox[source.group][source.engine].items) {
    const auto& factor = by_tier[source.tier];
    if (!factor || !factor->range || factor->value <= 0) continue;
    known = true;
    range.low = std::min(range.low, factor->range->low / factor->value);
    range.high = std::max(range.high, factor->range->high / factor->value);
  }
  if (!known) {
    range.low = assumed.factor_low;
    range.high = assumed.factor_high;
  }
  return range;
}

std::vector<std::uint32_t> parameters_of(Parameters& parameters, const FactorSet& factors, const NoxSource& source,
                                         const NoxUncertainty& assumed) {
  const auto factor = factor_range(factors, source, assumed);
  std::vector<std::uint32_t> indices{
      parameters.index_of("activity", assumed.activity_low, assumed.activity_high),
      parameters.index_of(factor.name, factor.low, factor.high)};
  if (source.group != EngineGroup::propulsion) {
    const auto& ship_class = factors.ship_classes()[source.ship_class].ship_type;
    indices.push_back(parameters.index_of("hotel load " + ship_class, assumed.hotel_low, assumed.hotel_high));
  }
  std::ranges::sort(indices);
  return indices;
}

}  // namespace

Interval nox_interval(const FactorSet& factors, const ScenarioState& of, const ScenarioState* less,
                      const NoxUncertainty& assumed) {
  Parameters parameters;
  std::vector<UncertainMass> masses;
  const auto add = [&](const ScenarioState& state, double sign) {
    for (const auto& [source, micrograms] : state.nox_micrograms) {
      masses.push_back({sign * static_cast<double>(micrograms) / kMicrogramsPerGram,
                        parameters_of(parameters, factors, source, assumed)});
    }
  };
  add(of, 1);
  if (less != nullptr) add(*less, -1);
  return draw_interval(parameters.list, masses, assumed.seed, assumed.draws);
}

}  // namespace quaywatt::domain
