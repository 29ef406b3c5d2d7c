#pragma once
// Units that meters use, and figures in them as whole steps.

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/meter/decimal.h"

namespace quaywatt::domain {

/// Power of ten from a unit to its base: 3 for "kWh", "kW", "kvar"; 0 for "Wh", "V", "1"; -3 for "mA"; nullopt for a
/// unit we do not know.
std::optional<std::int32_t> unit_exponent(std::string_view unit);

/// `figure` in `unit`, times `multiplier`, as a number of 10^step_exponent of the base unit, rounded:
/// in_steps(229.7, "V", 1, -3) = 229700 mV. nullopt when the unit is unknown or the number exceeds
/// kLargestRegisterValue.
std::optional<std::int64_t> in_steps(Decimal figure, std::string_view unit, std::int64_t multiplier,
                                     std::int32_t step_exponent);

/// A power factor in permille; nullopt for one beyond ±1, which no circuit has.
std::optional<std::int64_t> power_factor_permille(Decimal figure, std::string_view unit);

}  // namespace quaywatt::domain
