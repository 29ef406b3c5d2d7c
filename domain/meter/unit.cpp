#include "domain/meter/unit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/meter/register_values.h"

namespace quaywatt::domain {
namespace {

constexpr std::array<std::pair<std::string_view, std::int32_t>, 19> kUnits{{
    {"Wh", 0}, {"kWh", 3}, {"MWh", 6}, {"varh", 0}, {"kvarh", 3}, {"VAh", 0}, {"kVAh", 3},
    {"W", 0}, {"kW", 3}, {"var", 0}, {"kvar", 3}, {"VA", 0}, {"kVA", 3},
    {"V", 0}, {"kV", 3}, {"A", 0}, {"mA", -3}, {"Hz", 0}, {"1", 0},
}};

bool within(std::optional<std::int64_t> value, std::int64_t largest) {
  return value && *value >= -largest && *value <= largest;
}

}  // namespace

std::optional<std::int32_t> unit_exponent(std::string_view unit) {
  const auto is_unit = [&](const auto& known) { return known.first == unit; };
  const auto* found = std::find_if(kUnits.begin(), kUnits.end(), is_unit);
  if (found == kUnits.end()) return std::nullopt;
  return found->second;
}

std::optional<std::int64_t> in_steps(Decimal figure, std::string_view unit, std::int64_t multiplier,
                                     std::int32_t step_exponent) {
  const auto exponent = unit_exponent(unit);
  if (!exponent) return std::nullopt;
  const auto primary = multiply(figure, {multiplier, *exponent});
  const auto steps = primary ? rounded_to(*primary, step_exponent) : std::nullopt;
  return within(steps, kLargestRegisterValue) ? steps : std::nullopt;
}

std::optional<std::int64_t> power_factor_permille(Decimal figure, std::string_view unit) {
  const auto permille = in_steps(figure, unit, 1, -3);
  return within(permille, kLargestPowerFactorPermille) ? permille : std::nullopt;
}

}  // namespace quaywatt::domain
