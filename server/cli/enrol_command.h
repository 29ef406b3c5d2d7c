#pragma once
// `quaywatt enrol`: one-time codes, approval by fingerprint, revocation (fault X4).

#include <iosfwd>
#include <span>
#include <string>

#include "server/cli/database_command.h"

namespace quaywatt::server {

/// Exit status: 0 done, 1 refused, 2 wrong call. `create` prints the code alone on `out`, once; it is kept nowhere.
int run_enrol(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
              std::ostream& err);

}  // namespace quaywatt::server
