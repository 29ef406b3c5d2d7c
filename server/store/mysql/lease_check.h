#pragma once
// The last statement of a job's transaction.

#include "server/store/lease_fence.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

/// Throws JobSuperseded when the lease has gone to another holder. Its row stays locked until COMMIT, so that nobody
/// takes the lease in between; asked last, so that a paused job holds nobody up for longer than that.
void check_lease(Connection& connection, const LeaseFence* fence);

}  // namespace quaywatt::server::mysql
