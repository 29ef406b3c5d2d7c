#pragma once
// `quaywatt rebuild`: drops what was derived from the ledgers and derives it again; the same must come out.

#include <iosfwd>
#include <span>
#include <string>

#include "server/cli/database_command.h"

namespace quaywatt::server {

/// Exit status: 0 done, 1 something could not be derived, 2 wrong call.
int run_rebuild(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
                std::ostream& err);

}  // namespace quaywatt::server
