#pragma once
// `quaywatt migrate`: brings the database's schema forward.

#include <iosfwd>
#include <span>
#include <string>

#include "server/cli/database_command.h"

namespace quaywatt::server {

/// Exit status: 0 done or nothing to do, 1 refused or failed, 2 wrong call. With --dry-run nothing is changed.
int run_migrate(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
                std::ostream& err);

}  // namespace quaywatt::server
