#pragma once
// `quaywatt inventory merge`: the totals of partitions added up, equal to those of the whole bit for bit.

#include <ostream>

#include "server/cli/files.h"
#include "server/cli/inventory_options.h"

namespace quaywatt::server {

/// False, with a message, when a part cannot be read or is not like the first one; nothing is written then.
/// Throws std::system_error when a file cannot be opened or written.
bool merge_totals(const MergeOptions& options, const StandardStreams& streams, std::ostream& messages);

}  // namespace quaywatt::server
