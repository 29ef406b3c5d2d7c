#pragma once
// From raw Modbus registers to a reading, by a register map. Pure.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "berth-agent/meter/register_map.h"
#include "domain/meter/register_values.h"

namespace quaywatt::agent {

inline constexpr std::uint16_t kMaxRegistersPerRequest = 125;  ///< Modbus application protocol V1.1b3, 6.3 and 6.4

/// Registers read with one request: entries that lie side by side. Never reads a register the map does not name,
/// because some meters answer such a request with an exception.
struct RegisterBlock {
  std::uint8_t function = 3;
  std::uint16_t address = 0;
  std::uint16_t count = 0;
  std::vector<MapEntry> entries;

  bool billing() const;
};

/// Few blocks that cover the map, the one with the billing register first.
std::vector<RegisterBlock> plan_blocks(const RegisterMap& map);

/// A figure as the meter shows it, scaled, before the ratios.
struct RegisterFigure {
  domain::Decimal figure;
  domain::Decimal step;  ///< smallest difference the register can show near this figure
};

/// `words` are the registers of the entry. nullopt: no number (NaN, infinity), or one too large to be a meter's.
std::optional<RegisterFigure> decode_registers(const MapEntry& entry, std::span<const std::uint16_t> words);

struct TransformerRatios {
  std::int64_t ct = 1;
  std::int64_t pt = 1;
};

using Figures = std::vector<std::pair<MapEntry, RegisterFigure>>;

/// nullopt: the billing register is missing or does not fit. Another quantity that does not fit is left out.
std::optional<domain::RegisterValues> register_values(const Figures& figures, TransformerRatios ratios);

}  // namespace quaywatt::agent
