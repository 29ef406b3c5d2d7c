#include "gis/ais_position.h"

#include <cmath>

#include "gis/ais_bits.h"

namespace quaywatt::gis {
namespace {

/// Where the fields of a position report stand.
struct Layout {
  std::size_t bits;
  std::size_t speed;
  std::size_t speed_bits;
  std::size_t lon;
  std::size_t lon_bits;
  std::size_t lat_bits;
  double units_per_degree;
  std::uint32_t speed_unavailable;
  int ckn_per_step;
  std::optional<std::size_t> status;
};

constexpr Layout kClassA{137, 50, 10, 61, 28, 27, 600'000.0, 1023, 10, 38};
constexpr Layout kClassB{133, 46, 10, 57, 28, 27, 600'000.0, 1023, 10, {}};
constexpr Layout kLongRange{85, 79, 6, 44, 18, 17, 600.0, 63, 100, 40};

const Layout* layout_of(std::uint32_t type) {
  switch (type) {
    case 1: case 2: case 3: return &kClassA;
    case 18: case 19: return &kClassB;
    case 27: return &kLongRange;
    default: return nullptr;
  }
}

std::int32_t to_units(std::int32_t raw, double units_per_degree) {
  return static_cast<std::int32_t>(std::lround(raw / units_per_degree * kUnitsPerDegree));
}

}  // namespace

std::variant<AisPosition, AisNoPosition> decode_position(const AisPayload& payload) {
  const AisBits bits{payload.sixbit, payload.fill_bits};
  if (bits.size() < 38) return AisNoPosition::too_short;
  const std::uint32_t type = bits.unsigned_at(0, 6);
  const Layout* layout = layout_of(type);
  if (layout == nullptr) return AisNoPosition::other_type;
  if (bits.size() < layout->bits) return AisNoPosition::too_short;
  const std::int32_t lon = bits.signed_at(layout->lon, layout->lon_bits);
  const std::int32_t lat = bits.signed_at(layout->lon + layout->lon_bits, layout->lat_bits);
  if (std::fabs(lon / layout->units_per_degree) > 180.0 || std::fabs(lat / layout->units_per_degree) > 90.0) {
    return AisNoPosition::position_unavailable;  // 181 and 91 degrees are the standard's "not available"
  }
  if (bits.unsigned_at(8, 30) == 0) return AisNoPosition::no_mmsi;
  AisPosition position{.type = static_cast<int>(type), .mmsi = bits.unsigned_at(8, 30)};
  position.at = {to_units(lon, layout->units_per_degree), to_units(lat, layout->units_per_degree)};
  const std::uint32_t speed = bits.unsigned_at(layout->speed, layout->speed_bits);
  if (speed != layout->speed_unavailable) position.sog_ckn = static_cast<int>(speed) * layout->ckn_per_step;
  if (layout->status) position.status = static_cast<int>(bits.unsigned_at(*layout->status, 4));
  return position;
}

Fix fix_of(const AisPosition& position, std::int64_t at_ms) {
  Fix fix{.at_ms = at_ms, .at = position.at, .coarse = position.type == 27};
  if (position.sog_ckn) fix.sog_ckn = static_cast<std::uint16_t>(*position.sog_ckn);
  return fix;
}

}  // namespace quaywatt::gis
