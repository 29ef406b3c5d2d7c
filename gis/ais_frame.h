#pragma once
// What stands around an NMEA sentence: NMEA 4.0 tag blocks "\s:station,c:time*hh\", time stamps before it, station and
// time behind it, as receivers, loggers and coast guards write them.

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "gis/ais_sentence.h"

namespace quaywatt::gis {

struct AisFrame {
  std::string_view body;                 ///< between '!' and '*'
  std::string_view station;              ///< of the tag block, `s:`
  std::string_view group;                ///< of the tag block, the last part of `g:1-2-1234`
  std::optional<std::int64_t> at_ms;     ///< the tag block's, else the one behind, else the one before the sentence
};

/// The frame of a line whose checksums, the tag block's too, fit.
std::variant<AisFrame, AisDefect> frame_of(std::string_view line);

}  // namespace quaywatt::gis
