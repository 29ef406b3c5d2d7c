#pragma once
// Physical quantities as types, so that an energy cannot be passed for a power.
// Energy is whole watt-hours: registers are integers and sums must not drift (fault M17).

#include <compare>
#include <cstdint>

namespace quaywatt::domain {

/// A quantity of one kind; `Tag` tells kinds apart. Adds, subtracts and compares with its own kind only.
template <typename Tag, typename Rep = std::int64_t>
struct Quantity {
  Rep value{};

  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity operator+(Quantity other) const { return {value + other.value}; }
  constexpr Quantity operator-(Quantity other) const { return {value - other.value}; }
  constexpr Quantity& operator+=(Quantity other) { value += other.value; return *this; }
  constexpr Quantity& operator-=(Quantity other) { value -= other.value; return *this; }
};

using WattHours = Quantity<struct WattHoursTag>;            ///< active energy, Wh
using Watts = Quantity<struct WattsTag>;                    ///< active power, W
using GrossTonnage = Quantity<struct GrossTonnageTag>;      ///< GT of the survey certificate, dimensionless

}  // namespace quaywatt::domain
