#pragma once
// Position reports among AIS messages: types 1-3 (class A), 18 and 19 (class B), 27 (long range).
// Field layout: ITU-R M.1371-5, annex 8.

#include <cstdint>
#include <optional>
#include <variant>

#include "gis/ais_sentence.h"
#include "gis/fix.h"

namespace quaywatt::gis {

struct AisPosition {
  int type = 0;
  std::uint32_t mmsi = 0;
  Position at;
  std::optional<int> sog_ckn;          ///< 0.01 kn; absent = not available
  std::optional<int> status;           ///< navigational status: a hint, nothing is decided by it (fault V5)
};

enum class AisNoPosition { other_type, too_short, position_unavailable, no_mmsi };
inline constexpr std::string_view kAisNoPositionNames[]{"other_type", "too_short", "position_unavailable", "no_mmsi"};

std::variant<AisPosition, AisNoPosition> decode_position(const AisPayload& payload);

Fix fix_of(const AisPosition& position, std::int64_t at_ms);

}  // namespace quaywatt::gis
