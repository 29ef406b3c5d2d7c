#include "domain/meter/energy_register.h"

#include <algorithm>
#include <utility>

#include "domain/meter/unit.h"

namespace quaywatt::domain {
namespace {

bool is_active_energy(std::string_view unit) { return unit == "Wh" || unit == "kWh" || unit == "MWh"; }

constexpr std::int32_t kFinestExponent = -18;  // of texts parse_decimal reads; a float register near zero goes finer

bool fits(std::int64_t value) { return value >= -kLargestRegisterValue && value <= kLargestRegisterValue; }

// A step below a watt-hour cannot be stored: the resolution then is the watt-hour itself.
std::optional<std::int64_t> rounded_up(Decimal step_wh) {
  const auto nearest = rounded_to(step_wh, 0);
  if (!nearest) return std::nullopt;
  const auto back = rounded_to({*nearest, 0}, step_wh.exponent);
  const bool too_small = step_wh.exponent < 0 && back && *back < step_wh.coefficient;
  return std::max<std::int64_t>(1, *nearest + (too_small ? 1 : 0));
}

}  // namespace

std::optional<EnergyRegister> energy_register(Decimal figure, Decimal step, std::string_view unit,
                                              std::int64_t multiplier) {
  const auto exponent = unit_exponent(unit);
  if (!exponent || !is_active_energy(unit)) return std::nullopt;
  if (figure.exponent < kFinestExponent) {
    const auto rounded = rounded_to(figure, kFinestExponent);
    if (!rounded) return std::nullopt;
    figure = {*rounded, kFinestExponent};
  }
  const auto primary = multiply(figure, {multiplier, *exponent});
  const auto primary_step = multiply(step, {multiplier, *exponent});
  if (!primary || !primary_step) return std::nullopt;
  const auto value_wh = rounded_to(*primary, 0);
  const auto resolution_wh = rounded_up(*primary_step);
  if (!value_wh || !resolution_wh || !fits(*value_wh) || !fits(*resolution_wh)) return std::nullopt;
  std::string text = format_decimal(figure);
  if (text.size() > kRegisterTextMax || !parse_decimal(text)) return std::nullopt;  // it is evidence: others read it
  return EnergyRegister{{*value_wh}, {*resolution_wh}, std::move(text), std::string(unit), multiplier};
}

}  // namespace quaywatt::domain
