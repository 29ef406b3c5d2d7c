#include "gis/ais_position.h"

#include <cmath>

namespace quaywatt::gis {
namespace {

/// Bit fields of an armoured payload, most significant bit first.
class Bits {
 public:
  explicit Bits(const AisPayload& payload)
      : sixbit_(payload.sixbit), size_(payload.sixbit.size() * 6 - static_cast<std::size_t>(payload.fill_bits)) {}

  std::size_t size() const { return size_; }

  std::uint32_t unsigned_at(std::size_t first, std::size_t count) const {
    std::uint32_t value = 0;
    for (std::size_t bit = first; bit < first + count; ++bit) {
      const unsigned group = six_bits(sixbit_[bit / 6]);
      value = value << 1 | ((group >> (5 - bit % 6)) & 1U);
    }
    return value;
  }

  std::int32_t signed_at(std::size_t first, std::size_t count) const {
    const std::uint32_t value = unsigned_at(first, count);
    const std::uint32_t sign = 1U << (count - 1);
    return static_cast<std::int32_t>(value ^ sign) - static_cast<std::int32_t>(sign);
  }

 private:
  static unsigned six_bits(char c) {
    const auto code = static_cast<unsigned>(c) - 48U;
    return code > 40U ? code - 8U : code;
  }
  std::string_view sixbit_;
  std::size_t size_;
};

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
  const Bits bits{payload};
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
  AisPosition position{.type = static_cast<int>(type), .mmsi = bits.unsigned_at(8, 30)};
  position.at = {to_units(lon, layout->units_per_degree), to_units(lat, layout->units_per_degree)};
  const std::uint32_t speed = bits.unsigned_at(layout->speed, layout->speed_bits);
  if (speed != layout->speed_unavailable) position.sog_ckn = static_cast<int>(speed) * layout->ckn_per_step;
  if (layout->status) position.status = static_cast<int>(bits.unsigned_at(*layout->status, 4));
  return position;
}

}  // namespace quaywatt::gis
