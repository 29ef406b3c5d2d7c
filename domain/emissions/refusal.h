#pragma once
// Why the emissions of one interval or stay cannot be computed, in order of precedence.

#include <cstdint>

#include "domain/emissions/vocabulary.h"

namespace quaywatt::domain {

enum class EmissionRefusal : std::uint8_t {
  connected_longer_than_interval,  ///< on shore power for longer than the interval or stay lasts
  size_unknown,                    ///< the ship type has several size bins and the size they count is unknown
  speed_unknown,
  reference_speed_unknown,         ///< the vessel is under way
  draught_unknown,                 ///< the admiralty law needs both draughts
  mcr_unknown,                     ///< the vessel is under way, or the small-ship rule needs it
  main_engine_unknown,             ///< the vessel is under way
  no_main_factor,                  ///< the factor set has none for this engine, tier, zone or year of build
  aux_engine_unknown,              ///< the auxiliary runs and the factor set names no default
  no_aux_factor,
  no_boiler_factor,
};

template <>
struct Words<EmissionRefusal> {
  static constexpr std::array<std::string_view, 11> list{
      "connected_longer_than_interval", "size_unknown",        "speed_unknown",  "reference_speed_unknown",
      "draught_unknown",                "mcr_unknown",         "main_engine_unknown", "no_main_factor",
      "aux_engine_unknown",             "no_aux_factor",       "no_boiler_factor"};
};

}  // namespace quaywatt::domain
