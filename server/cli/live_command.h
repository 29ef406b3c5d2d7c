#pragma once
// `quaywatt live`: who lies at which berth now, since when, with or without shore power, and which warnings stand.

#include <iosfwd>
#include <span>
#include <string>

#include "server/cli/database_command.h"

namespace quaywatt::server {

/// Exit status: 0 printed, 1 nobody tracks positions, 2 wrong call.
int run_live(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
             std::ostream& err);

}  // namespace quaywatt::server
