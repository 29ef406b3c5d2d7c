#pragma once
// The one result shape of all methods: grams by engine group, and what was assumed on the way.

#include <cstdint>

#include "domain/emissions/vocabulary.h"

namespace quaywatt::domain {

/// Defaults and limits applied; counted in the data-quality part of a result.
enum class Assumption : std::uint8_t {
  build_year_unknown,       ///< counted as T0, the oldest class
  area_unknown,             ///< counted as outside berths and anchorages
  aux_engine_default,       ///< the factor set's default auxiliary engine
  reference_from_service,   ///< reference speed from the service speed
  load_held_at_full,        ///< the speed law gave more than rated power
  load_held_at_minimum,     ///< the speed law gave less than 2 %
  speed_ignored_in_stay,    ///< alongside by a detected stay; the speed reported is jitter
  single_bin_size_unknown,  ///< size unknown, the ship type has one bin for all sizes
  before_validity,          ///< the year lies before the factor set's validity
};

template <>
struct Words<Assumption> {
  static constexpr std::array<std::string_view, 9> list{
      "build_year_unknown",   "area_unknown",          "aux_engine_default",      "reference_from_service",
      "load_held_at_full",    "load_held_at_minimum",  "speed_ignored_in_stay",   "single_bin_size_unknown",
      "before_validity"};
};

/// A set of assumptions.
class Assumptions {
 public:
  void add(Assumption assumption) { bits_ = static_cast<std::uint16_t>(bits_ | (1U << index_of(assumption))); }
  bool has(Assumption assumption) const { return ((bits_ >> index_of(assumption)) & 1U) != 0; }
  bool empty() const { return bits_ == 0; }

 private:
  std::uint16_t bits_ = 0;
};

struct GroupEmissions {
  By<EngineGroup, Masses> grams;
  By<EngineGroup, double> energy_kwh;

  double total(Pollutant pollutant) const {
    return grams[EngineGroup::propulsion][pollutant] + grams[EngineGroup::auxiliary][pollutant] +
           grams[EngineGroup::boiler][pollutant];
  }
};

}  // namespace quaywatt::domain
