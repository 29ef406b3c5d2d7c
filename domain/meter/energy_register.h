#pragma once
// From a figure on a meter to whole watt-hours.

#include <optional>
#include <string_view>

#include "domain/meter/decimal.h"
#include "domain/meter/register_values.h"

namespace quaywatt::domain {

/// A register showing `figure` in `unit` ("kWh", "Wh", "MWh") with the smallest step `step` (same unit), times the
/// ratios in `multiplier`. The text can be read back (parse_decimal): a figure finer than 18 decimals is rounded.
/// nullopt when the unit is no energy or the value exceeds the bounds of register_values.h.
std::optional<EnergyRegister> energy_register(Decimal figure, Decimal step, std::string_view unit,
                                              std::int64_t multiplier);

}  // namespace quaywatt::domain
