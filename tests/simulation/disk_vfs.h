#pragma once
// SQLite on simulated disks.

#include "tests/simulation/random.h"

namespace quaywatt::simulation {

/// From now on every SQLite file of this process lies on the simulated disk its path names. Once or often.
void put_sqlite_on_simulated_disks();

/// SQLite's own randomness begins again, the same for the same `random`.
void reseed_sqlite(const Random& random);

}  // namespace quaywatt::simulation
