#pragma once
// From a figure on a meter to whole watt-hours.

#include <optional>
#include <string_view>

#include "domain/meter/decimal.h"
#include "domain/meter/register_values.h"

namespace quaywatt::domain {

/// Power of ten from an energy, power or other unit to its base: 3 for "kWh", "kW", "kvar"; 0 for "Wh", "V", "1";
/// -3 for "mA"; nullopt for a unit we do not know.
std::optional<std::int32_t> unit_exponent(std::string_view unit);

/// A register showing `figure` in `unit` ("kWh", "Wh", "MWh") with the smallest step `step` (same unit), times the
/// ratios in `multiplier`. nullopt when the unit is no energy or the value does not fit.
std::optional<EnergyRegister> energy_register(Decimal figure, Decimal step, std::string_view unit,
                                              std::int64_t multiplier);

}  // namespace quaywatt::domain
