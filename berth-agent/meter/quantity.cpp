#include "berth-agent/meter/quantity.h"

#include <algorithm>
#include <array>
#include <utility>

namespace quaywatt::agent {
namespace {

constexpr std::array kQuantities{
    Quantity{"energy_forward", QuantityKind::energy, -1},
    Quantity{"energy_reverse", QuantityKind::energy, -1},
    Quantity{"energy_total", QuantityKind::energy, -1},
    Quantity{"energy_sharp", QuantityKind::energy, -1},   // 尖
    Quantity{"energy_peak", QuantityKind::energy, -1},    // 峰
    Quantity{"energy_flat", QuantityKind::energy, -1},    // 平
    Quantity{"energy_valley", QuantityKind::energy, -1},  // 谷
    Quantity{"voltage_a", QuantityKind::voltage, 0},
    Quantity{"voltage_b", QuantityKind::voltage, 1},
    Quantity{"voltage_c", QuantityKind::voltage, 2},
    Quantity{"current_a", QuantityKind::current, 0},
    Quantity{"current_b", QuantityKind::current, 1},
    Quantity{"current_c", QuantityKind::current, 2},
    Quantity{"power_total", QuantityKind::active_power, -1},
    Quantity{"power_a", QuantityKind::active_power, 0},
    Quantity{"power_b", QuantityKind::active_power, 1},
    Quantity{"power_c", QuantityKind::active_power, 2},
    Quantity{"reactive_total", QuantityKind::reactive_power, -1},
    Quantity{"apparent_total", QuantityKind::apparent_power, -1},
    Quantity{"power_factor", QuantityKind::power_factor, -1},
    Quantity{"frequency", QuantityKind::frequency, -1},
};

constexpr std::array kUnits{
    std::pair{QuantityKind::energy, std::string_view("Wh")},
    std::pair{QuantityKind::energy, std::string_view("kWh")},
    std::pair{QuantityKind::energy, std::string_view("MWh")},
    std::pair{QuantityKind::voltage, std::string_view("V")},
    std::pair{QuantityKind::voltage, std::string_view("kV")},
    std::pair{QuantityKind::current, std::string_view("A")},
    std::pair{QuantityKind::current, std::string_view("mA")},
    std::pair{QuantityKind::active_power, std::string_view("W")},
    std::pair{QuantityKind::active_power, std::string_view("kW")},
    std::pair{QuantityKind::reactive_power, std::string_view("var")},
    std::pair{QuantityKind::reactive_power, std::string_view("kvar")},
    std::pair{QuantityKind::apparent_power, std::string_view("VA")},
    std::pair{QuantityKind::apparent_power, std::string_view("kVA")},
    std::pair{QuantityKind::power_factor, std::string_view("1")},
    std::pair{QuantityKind::frequency, std::string_view("Hz")},
};

}  // namespace

std::span<const Quantity> all_quantities() { return kQuantities; }

const Quantity* find_quantity(std::string_view name) {
  const auto has_name = [&](const Quantity& quantity) { return quantity.name == name; };
  const auto* found = std::find_if(kQuantities.begin(), kQuantities.end(), has_name);
  return found == kQuantities.end() ? nullptr : found;
}

bool unit_fits(QuantityKind kind, std::string_view unit) {
  return std::find(kUnits.begin(), kUnits.end(), std::pair{kind, unit}) != kUnits.end();
}

}  // namespace quaywatt::agent
