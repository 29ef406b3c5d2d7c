#pragma once
// The commands of quaywatt that need a concrete store.

#include <vector>

#include "server/cli/command.h"

namespace quaywatt::server {

std::vector<Command> database_commands();

}  // namespace quaywatt::server
