#pragma once
// `quaywatt figures`: what the ledgers amount to — stays with verdicts, usage rates, how far each ledger is read.

#include <iosfwd>
#include <span>
#include <string>

#include "server/cli/database_command.h"

namespace quaywatt::server {

/// Exit status: 0 printed, 1 a ledger does not hold together, 2 wrong call.
int run_figures(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
                std::ostream& err);

}  // namespace quaywatt::server
