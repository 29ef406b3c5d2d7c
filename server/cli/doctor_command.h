#pragma once
// `quaywatt doctor`: names each wrong setting and its remedy.

#include <iosfwd>
#include <span>
#include <string>

#include "server/cli/database_command.h"

namespace quaywatt::server {

/// Exit status: 0 nothing wrong (warnings may be), 1 something is wrong, 2 wrong call.
int run_doctor(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
               std::ostream& err);

}  // namespace quaywatt::server
