#pragma once
// Agents with what is held of their ledgers.

#include <optional>
#include <string>
#include <vector>

#include "server/store/ledger_store.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

/// Locks the agent's row until the transaction ends.
std::optional<HeldAgent> lock_held_agent(Connection& connection, const std::string& agent);

/// All, by name, in a fixed number of statements.
std::vector<HeldAgent> held_agents(Connection& connection);

}  // namespace quaywatt::server::mysql
