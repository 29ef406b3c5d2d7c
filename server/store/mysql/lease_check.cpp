#include "server/store/mysql/lease_check.h"

namespace quaywatt::server::mysql {

void check_lease(Connection& connection, const HeldLease& lease) {
  auto rows = connection.query("SELECT fencing_token FROM leases WHERE name = ? FOR UPDATE", lease.name);
  if (rows.next() && rows.unsigned_integer(1) == lease.fencing_token) return;
  throw LeaseLost("the lease '" + lease.name + "' went to another instance while this one was held up");
}

void check_lease(Connection& connection, const LeaseFence* fence) {
  if (fence == nullptr) return;
  const HeldLease lease{fence->lease(), fence->token()};
  if (lease.fencing_token != 0) check_lease(connection, lease);
}

}  // namespace quaywatt::server::mysql
