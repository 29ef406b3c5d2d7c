#include "schema/wire/register_fields.h"

#include "domain/meter/energy_register.h"

namespace quaywatt::wire {

bool agrees_with_text(const domain::EnergyRegister& energy) {
  const auto figure = domain::parse_decimal(energy.text);
  if (!figure) return false;
  const auto expected = domain::energy_register(*figure, domain::Decimal{1, 0}, energy.unit, energy.multiplier);
  return expected && expected->value == energy.value;
}

}  // namespace quaywatt::wire
