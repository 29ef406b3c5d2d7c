#pragma once
// Within the transaction that writes: is the lease it is written under still ours?

#include "server/store/lease_fence.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

/// Throws LeaseLost when the lease has gone to another holder. Its row stays locked until COMMIT, so that nobody takes
/// the lease in between.
void check_lease(Connection& connection, const HeldLease& lease);

/// Asked last by a job, so that a paused one holds nobody up for longer than that. No fence, or one without a token:
/// nothing is compared.
void check_lease(Connection& connection, const LeaseFence* fence);

}  // namespace quaywatt::server::mysql
