#pragma once
// The Ed25519 keys of an agent, each in force for what ends after the place where it was announced.

#include <string>

#include "domain/ledger/ledger_position.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

struct AgentKey {
  std::string agent;
  domain::LedgerPosition valid_after;
  std::string public_key;  ///< base64
  std::string_view origin; ///< "enrolment", "key_changed"
  domain::Instant added_at{};
};

/// A key announced at the same place takes the place of the one before: nothing was signed with that one.
void add_key(Connection& connection, const AgentKey& key);

/// Empty when the agent has none.
std::string newest_key(Connection& connection, const std::string& agent);

/// For a batch that ends at `last`.
std::string key_in_force(Connection& connection, const std::string& agent, const domain::LedgerPosition& last);

}  // namespace quaywatt::server::mysql
