#pragma once
// The quantities a register map may name.

#include <span>
#include <string_view>

namespace quaywatt::agent {

enum class QuantityKind {
  energy,
  voltage,
  current,
  active_power,
  reactive_power,
  apparent_power,
  power_factor,
  frequency,
};

struct Quantity {
  std::string_view name;
  QuantityKind kind;
  int phase;  ///< 0, 1, 2 for A, B, C; -1 for the meter as a whole
};

std::span<const Quantity> all_quantities();

/// nullptr when there is none of that name.
const Quantity* find_quantity(std::string_view name);

/// Is `unit` one in which this kind is given ("kWh" or "Wh" for energy …)?
bool unit_fits(QuantityKind kind, std::string_view unit);

}  // namespace quaywatt::agent
