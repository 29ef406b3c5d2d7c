#pragma once
// `quaywatt ca init`: a development authority with the server's certificate and receipt key. Needs no database.

#include <iosfwd>
#include <span>
#include <string>

#include "server/store/wall_clock.h"

namespace quaywatt::server {

/// Exit status: 0 made or already there, 1 failed, 2 wrong call.
int run_ca(const WallClock& clock, std::span<const std::string> arguments, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::server
