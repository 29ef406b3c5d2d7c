#pragma once
// Screen T8: a supply point goes out of service and comes back.

#include <optional>

#include "berth-agent/berth/decision.h"
#include "berth-agent/sampling/meter_reading.h"

namespace quaywatt::agent {

/// A part of this name is planned maintenance rather than a fault.
inline constexpr std::string_view kMaintenancePart = "maintenance";

Decision decide_open_fault(const BerthState& state, const Asked& by, const OpenFault& command);

/// Why the fault cannot be closed, as far as that is known without asking the meter.
std::optional<DeskRefusal> close_obstacle(const BerthState& state, const Asked& by, const CloseFault& command);

/// Back to service only with a test reading (fault O12): a fault that excuses must be a fault that ends in proof.
Decision decide_close_fault(const BerthState& state, const Asked& by, const CloseFault& command,
                            const MeterReading& test_reading);

}  // namespace quaywatt::agent
