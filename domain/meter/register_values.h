#pragma once
// What one reading of a meter gives: the registers and the electrical quantities of the moment.
// Pure values in whole units; primary side (the meter's own figures times CT and PT ratio).
// Nothing is estimated: a quantity the meter does not give is absent.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/units.h"

namespace quaywatt::domain {

/// Bounds of what a ledger line can carry (schema/wire/LINES.md, "Registers"): a value beyond them is no meter's.
inline constexpr std::int64_t kLargestRegisterValue = (std::int64_t{1} << 53) - 1;  ///< either sign
inline constexpr std::size_t kRegisterTextMax = 32;
inline constexpr std::int64_t kLargestPowerFactorPermille = 1000;                   ///< either sign
inline constexpr std::int64_t kLargestMultiplier = 10'000'000;

/// A cumulative energy register. `value` = `text` × `unit` × `multiplier`, rounded to the watt-hour.
/// The text stays as the meter gave it, because it is what gets signed (fault M16).
struct EnergyRegister {
  WattHours value;
  WattHours resolution{1};      ///< smallest step the register can show, primary side, at least 1 Wh
  std::string text;             ///< the meter's own figure before the ratios, point where the meter has it: "123.45"
  std::string unit;             ///< unit of `text`: "kWh" or "Wh"
  std::int64_t multiplier = 1;  ///< CT ratio × PT ratio, 1 for a meter that gives primary values

  bool operator==(const EnergyRegister&) const = default;
};

/// Which register sessions are computed from.
enum class BillingRegister {
  forward,  ///< forward (imported) active energy
  total,    ///< total active energy, of meters that do not tell forward from reverse
};

/// An energy register beside the billing one, by the name its register map gives it: "energy_total", "energy_peak".
struct FurtherEnergy {
  std::string name;
  EnergyRegister energy;

  bool operator==(const FurtherEnergy&) const = default;
};

/// One reading. Only the billing register must be there; phases are in the order A, B, C.
struct RegisterValues {
  EnergyRegister energy_forward;  ///< the billing register; see `billing_register` for what the meter calls it
  BillingRegister billing_register = BillingRegister::forward;
  std::optional<EnergyRegister> energy_reverse;
  std::vector<FurtherEnergy> further_energies;  ///< for people looking at the meter; no session is computed from them

  std::array<std::optional<std::int64_t>, 3> voltage_mv;
  std::array<std::optional<std::int64_t>, 3> current_ma;       ///< negative: against the direction of supply
  std::optional<std::int64_t> power_w;                         ///< total active power; negative: fed back
  std::array<std::optional<std::int64_t>, 3> phase_power_w;
  std::optional<std::int64_t> reactive_power_var;
  std::optional<std::int64_t> apparent_power_va;
  std::optional<std::int64_t> power_factor_permille;           ///< −1000 … 1000
  std::optional<std::int64_t> frequency_millihz;

  /// Address or number the meter itself answered with, as printed on it; empty when its protocol has none.
  std::string meter_address;
  /// Requests that had to be sent again for this reading: the line is poor, the values are good (fault M10).
  std::int32_t retries = 0;

  bool operator==(const RegisterValues&) const = default;
};

}  // namespace quaywatt::domain
