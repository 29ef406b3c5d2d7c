#pragma once
// `quaywatt verify ledgers`: reads every held ledger back now, instead of tonight.

#include <iosfwd>
#include <span>
#include <string>

#include "server/cli/database_command.h"

namespace quaywatt::server {

/// Exit status: 0 every line verifies, 1 some do not, 2 wrong call.
int run_verify(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
               std::ostream& err);

}  // namespace quaywatt::server
