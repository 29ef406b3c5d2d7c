#pragma once
// The energy and time of a session as its stay is judged by.

#include "server/store/derived_entries.h"

namespace quaywatt::server {

/// Energy from the registers; connected until the stop by the clocks, also where the meter was silent then. A session
/// that the device ended after a power cut, or that lapsed with a lost ledger, was connected until its last reading.
ComputedEnergy computed_energy(const MeteredSession& session);

}  // namespace quaywatt::server
