#pragma once
// An activity that overlaps itself counts time twice. In constant memory this can be seen where the rows of a vessel
// follow each other in time, which is how positions are exported: sorted by vessel_id and start.

#include <string>

#include "server/cli/inventory_row.h"

namespace quaywatt::server {

class OverlapWatch {
 public:
  /// Whether the row begins before the previous row of the same vessel ended. Rows without vessel_id or start pass.
  bool overlaps(const ActivityRow& row);

 private:
  std::string vessel_id_;
  domain::Instant end_{};
};

}  // namespace quaywatt::server
