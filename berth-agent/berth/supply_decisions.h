#pragma once
// Screens T4 and T6: supply starts and stops, and flow 4: what becomes of it after a power cut. The agent observes
// and records; it does not switch power.

#include <optional>

#include "berth-agent/berth/decision.h"
#include "berth-agent/sampling/meter_reading.h"

namespace quaywatt::agent {

/// Why supply cannot start, as far as that is known without asking the meter.
std::optional<DeskRefusal> start_obstacle(const BerthState& state, const StartSupply& command);

/// Needs an open stay, a passed checklist of that stay and supply point, no session and no open fault there (flow 5),
/// and a fresh reading: without a start reading the session's energy would be a guess (fault M10).
Decision decide_start_supply(const BerthState& state, const StartSupply& command, const MeterReading& reading);

std::optional<DeskRefusal> stop_obstacle(const BerthState& state, const StopSupply& command);

/// A silent meter does not hold the vessel: the line has no registers then, the last good reading counts.
Decision decide_stop_supply(const BerthState& state, const StopSupply& command, const MeterReading& reading);

/// A reading by hand, of the running session if there is one. A silent meter is refused: there is nothing to write.
Decision decide_read_meter(const BerthState& state, const ReadMeter& command, const MeterReading& reading);

/// What becomes of a session that a power cut interrupted, by the first good reading afterwards: power flows or the
/// register moved since its last reading, and the same session goes on; else it ended with its last good reading.
domain::LineBody resume_or_stop(const BerthState& state, const domain::LineRef& session,
                                const domain::RegisterValues& reading);

}  // namespace quaywatt::agent
