#pragma once
// What readings show that changes no figure but must be seen with it: the "flag" of faults M6, M9, M13, M14.

#include <array>
#include <set>
#include <vector>

#include "domain/energy/session_energy.h"

namespace quaywatt::domain {

/// Readings of a session, ledger order; `meters` in their order of service.
std::set<EnergyNote> reading_flags(const std::vector<RegisterPoint>& points, const std::vector<MeterTraits>& meters);

/// Power of the moment: the meter's own figure, else from voltages and currents of the phases at half of their product,
/// so that what a bad power factor leaves is never overstated. nullopt: the meter tells neither.
std::optional<Watts> flowing_power(std::optional<std::int64_t> power_w,
                                   const std::array<std::optional<std::int64_t>, 3>& voltage_mv,
                                   const std::array<std::optional<std::int64_t>, 3>& current_ma);

}  // namespace quaywatt::domain
