#pragma once
// `quaywatt register load FILE`: loads registers of places and vessels, all or nothing.

#include <iosfwd>
#include <span>
#include <string>

#include "server/cli/database_command.h"

namespace quaywatt::server {

/// Exit status: 0 loaded, or the very file that was loaded last; 1 refused, with the place in the file; 2 wrong call.
int run_register(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
                 std::ostream& err);

}  // namespace quaywatt::server
