#include "server/store/mysql/lease_check.h"

namespace quaywatt::server::mysql {

void check_lease(Connection& connection, const LeaseFence* fence) {
  if (fence == nullptr || fence->token() == 0) return;
  auto rows = connection.query("SELECT fencing_token FROM leases WHERE name = ? FOR UPDATE", fence->lease());
  if (rows.next() && rows.unsigned_integer(1) == fence->token()) return;
  throw JobSuperseded("the lease '" + fence->lease() + "' went to another instance while this one was held up");
}

}  // namespace quaywatt::server::mysql
