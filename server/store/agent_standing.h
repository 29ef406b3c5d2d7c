#pragma once
// The words of an agent's standing, as stored and shown.

#include <string>
#include <string_view>

#include "domain/ledger/acceptance.h"

namespace quaywatt::server {

std::string_view standing_name(domain::AgentStanding standing);

/// Throws std::runtime_error for a word that is none.
domain::AgentStanding standing_from_name(std::string_view name);

}  // namespace quaywatt::server
