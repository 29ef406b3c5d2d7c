#pragma once
// The energy and time of a session as its stay is judged by.

#include "server/store/derived_entries.h"

namespace quaywatt::server {

/// Energy from the registers; connected until the stop by the clocks, also where the meter was silent then. A session
/// that the device ended after a power cut, or that lapsed with a lost ledger, was connected until its last reading.
/// Of sessions that share a meter the one that started first has the energy of the time they share, the others what
/// follows it; all are flagged: nothing is split without an agreed record, and nothing counted twice (fault M11).
ComputedEnergy computed_energy(const MeteredSession& session);

}  // namespace quaywatt::server
