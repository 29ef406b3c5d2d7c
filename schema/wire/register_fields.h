#pragma once
// The fields of a meter's registers on the wire, for reader and writer alike (LINES.md, "Registers").

#include "domain/meter/register_values.h"
#include "schema/wire/field_context.h"
#include "schema/wire/field_rules.h"

namespace quaywatt::wire {

inline constexpr std::size_t kFurtherEnergiesMax = 16;
inline constexpr Range kPowerFactorRange{-domain::kLargestPowerFactorPermille, domain::kLargestPowerFactorPermille};
static_assert(domain::kLargestRegisterValue == kIntegerMax);

/// The watt-hours must be what the meter's own text says: the text is the evidence (fault M16).
bool agrees_with_text(const domain::EnergyRegister& energy);

template <typename F, Is<domain::EnergyRegister> R>
void describe(F& f, R& energy) {
  f.required("value_wh", energy.value, Range{});
  f.required("resolution_wh", energy.resolution, Range{1, kIntegerMax});
  f.required("text", energy.text, Text{domain::kRegisterTextMax});
  f.required("unit", energy.unit, Text{8});
  f.required("multiplier", energy.multiplier, Range{1, domain::kLargestMultiplier});
  if (f.sound()) {
    f.demand(agrees_with_text(energy), "value_wh",
             "不等于示数 × 单位 × 倍率 / differs from text × unit × multiplier");
  }
}

template <typename F, Is<domain::FurtherEnergy> R>
void describe(F& f, R& further) {
  f.required("name", further.name, Text{});
  f.required("energy", further.energy);
}

template <typename F, Is<domain::RegisterValues> R>
void describe(F& f, R& registers) {
  f.required("energy_forward", registers.energy_forward);
  f.required("billing_register", registers.billing_register);
  f.optional("energy_reverse", registers.energy_reverse);
  f.optional("further_energies", registers.further_energies, kFurtherEnergiesMax);
  f.phases("voltage_mv", registers.voltage_mv, Range{});
  f.phases("current_ma", registers.current_ma, Range{});
  f.optional("power_w", registers.power_w, Range{});
  f.phases("phase_power_w", registers.phase_power_w, Range{});
  f.optional("reactive_power_var", registers.reactive_power_var, Range{});
  f.optional("apparent_power_va", registers.apparent_power_va, Range{});
  f.optional("power_factor_permille", registers.power_factor_permille, kPowerFactorRange);
  f.optional("frequency_millihz", registers.frequency_millihz, Range{});
  f.optional("meter_address", registers.meter_address, Text{64});
  f.required("retries", registers.retries, Range{0, 1000});
}

}  // namespace quaywatt::wire
