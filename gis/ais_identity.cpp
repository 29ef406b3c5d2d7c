#include "gis/ais_identity.h"

#include "gis/ais_bits.h"

namespace quaywatt::gis {
namespace {

constexpr std::size_t kHeaderBits = 38;

std::optional<std::string> text(const AisBits& bits, std::size_t first, std::size_t characters) {
  std::string found = bits.text_at(first, characters);
  return found.empty() ? std::nullopt : std::optional{std::move(found)};
}

/// A field of which 0 means "not available", and whose bits may lie behind the end of a short message.
std::optional<int> above_zero(const AisBits& bits, std::size_t first, std::size_t count) {
  if (bits.size() < first + count) return std::nullopt;
  const std::uint32_t value = bits.unsigned_at(first, count);
  return value == 0 ? std::nullopt : std::optional{static_cast<int>(value)};
}

std::optional<AisDimensions> dimensions(const AisBits& bits, std::size_t first) {
  if (bits.size() < first + 30) return std::nullopt;
  const auto metres = [&](std::size_t at, std::size_t count) {
    return static_cast<int>(bits.unsigned_at(first + at, count));
  };
  const AisDimensions found{metres(0, 9), metres(9, 9), metres(18, 6), metres(24, 6)};
  return found == AisDimensions{} ? std::nullopt : std::optional{found};
}

void read_voyage(const AisBits& bits, AisIdentity& identity) {  // message 5
  if (const std::uint32_t imo = bits.unsigned_at(40, 30); imo != 0) identity.imo = imo;
  identity.call_sign = text(bits, 70, 7);
  identity.name = text(bits, 112, 20);
  identity.ship_type = above_zero(bits, 232, 8);
  identity.dimensions = dimensions(bits, 240);
  identity.draught_dm = above_zero(bits, 294, 8);
  identity.destination = text(bits, 302, 20);
}

void read_class_b_extended(const AisBits& bits, AisIdentity& identity) {  // message 19
  identity.name = text(bits, 143, 20);
  identity.ship_type = above_zero(bits, 263, 8);
  identity.dimensions = dimensions(bits, 271);
}

/// Message 24 B. An auxiliary craft (98MIDxxxx) has its mother ship's MMSI in the place of the dimensions.
void read_static_part_b(const AisBits& bits, AisIdentity& identity) {
  identity.ship_type = above_zero(bits, 40, 8);
  identity.call_sign = text(bits, 90, 7);
  if (identity.mmsi / 10'000'000 != 98) identity.dimensions = dimensions(bits, 132);
}

/// Message 8, DAC 200, FI 10: inland ship static and voyage related data.
void read_inland(const AisBits& bits, AisIdentity& identity) {
  constexpr std::uint32_t kHazardUnknown = 5;
  constexpr std::uint32_t kLoaded = 1;     // the edition of 2006: 0 not available, 1 loaded, 2 unloaded
  constexpr std::uint32_t kUnloaded = 2;
  identity.eni = text(bits, 56, 8);
  if (identity.eni == "00000000") identity.eni.reset();
  identity.length_dm = above_zero(bits, 104, 13);
  identity.beam_dm = above_zero(bits, 117, 10);
  identity.convoy_type = above_zero(bits, 127, 14);
  if (const std::uint32_t hazard = bits.unsigned_at(141, 3); hazard < kHazardUnknown) {
    identity.hazard = static_cast<int>(hazard);
  }
  identity.draught_cm = above_zero(bits, 144, 11);
  const std::uint32_t load = bits.unsigned_at(155, 2);
  if (load == kLoaded || load == kUnloaded) identity.loaded = load == kLoaded;
}

template <typename Value>
void take(std::optional<Value>& known, const std::optional<Value>& heard) {
  if (heard) known = heard;
}

}  // namespace

std::variant<AisIdentity, AisNoIdentity> decode_identity(const AisPayload& payload) {
  const AisBits bits{payload.sixbit, payload.fill_bits};
  if (bits.size() < kHeaderBits) return AisNoIdentity::too_short;
  AisIdentity identity{.type = static_cast<int>(bits.unsigned_at(0, 6)), .mmsi = bits.unsigned_at(8, 30)};
  const std::size_t size = bits.size();
  switch (identity.type) {
    case 5:
      if (size < 422) return AisNoIdentity::too_short;  // some sets leave out the last two bits
      read_voyage(bits, identity);
      return identity;
    case 8:
      if (size < 56 || bits.unsigned_at(40, 10) != 200 || bits.unsigned_at(50, 6) != 10) {
        return AisNoIdentity::other_type;
      }
      if (size < 157) return AisNoIdentity::too_short;
      read_inland(bits, identity);
      return identity;
    case 19:
      if (size < 301) return AisNoIdentity::too_short;
      read_class_b_extended(bits, identity);
      return identity;
    case 24:
      if (size < 40) return AisNoIdentity::too_short;
      if (bits.unsigned_at(38, 2) == 0) {
        if (size < 160) return AisNoIdentity::too_short;
        identity.name = text(bits, 40, 20);
        return identity;
      }
      if (bits.unsigned_at(38, 2) != 1 || size < 162) return AisNoIdentity::too_short;
      read_static_part_b(bits, identity);
      return identity;
    default: return AisNoIdentity::other_type;
  }
}

void learn(AisIdentity& known, const AisIdentity& heard) {
  known.type = heard.type;
  known.mmsi = heard.mmsi;
  take(known.imo, heard.imo);
  take(known.name, heard.name);
  take(known.call_sign, heard.call_sign);
  take(known.ship_type, heard.ship_type);
  take(known.dimensions, heard.dimensions);
  take(known.draught_dm, heard.draught_dm);
  take(known.destination, heard.destination);
  take(known.eni, heard.eni);
  take(known.length_dm, heard.length_dm);
  take(known.beam_dm, heard.beam_dm);
  take(known.convoy_type, heard.convoy_type);
  take(known.hazard, heard.hazard);
  take(known.draught_cm, heard.draught_cm);
  take(known.loaded, heard.loaded);
}

bool imo_is_valid(std::uint32_t imo) {
  if (imo < 1'000'000 || imo > 9'999'999) return false;
  std::uint32_t sum = 0;
  std::uint32_t digits = imo / 10;
  for (std::uint32_t weight = 2; weight <= 7; ++weight) {
    sum += digits % 10 * weight;
    digits /= 10;
  }
  return sum % 10 == imo % 10;
}

}  // namespace quaywatt::gis
