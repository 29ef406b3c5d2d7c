#include "server/store/mysql/held_agents.h"

#include <map>

#include "server/store/agent_standing.h"
#include "server/store/mysql/agent_keys.h"
#include "server/store/mysql/held_heads.h"

namespace quaywatt::server::mysql {

namespace {

HeldAgent agent_of_row(const Rows& rows) {
  HeldAgent agent;
  agent.agent = rows.text(1);
  agent.berth = rows.text(2);
  agent.standing = standing_from_name(rows.text(3));
  agent.last_contact_at = rows.optional_instant(4);
  return agent;
}

std::map<std::string, domain::HeldLedger> newest_of_each(Connection& connection) {
  auto rows = connection.query("SELECT agent, epoch, last_seq, head FROM ledger_heads ORDER BY agent, epoch");
  std::map<std::string, domain::HeldLedger> newest;
  while (rows.next()) {
    newest[rows.text(1)] = {{static_cast<std::uint32_t>(rows.integer(2)), rows.unsigned_integer(3)}, rows.text(4)};
  }
  return newest;
}

std::map<std::string, std::string> newest_key_of_each(Connection& connection) {
  auto rows = connection.query(
      "SELECT agent, public_key FROM agent_keys ORDER BY agent, valid_after_epoch, valid_after_seq");
  std::map<std::string, std::string> newest;
  while (rows.next()) newest[rows.text(1)] = rows.text(2);
  return newest;
}

}  // namespace

std::optional<HeldAgent> lock_held_agent(Connection& connection, const std::string& agent) {
  auto rows = connection.query(
      "SELECT name, berth, standing, last_contact_at FROM agents WHERE name = ? FOR UPDATE", agent);
  if (!rows.next()) return std::nullopt;
  HeldAgent held = agent_of_row(rows);
  held.ledger_key = newest_key(connection, agent);
  held.held = newest_held(connection, agent);
  return held;
}

std::vector<HeldAgent> held_agents(Connection& connection) {
  const auto held = newest_of_each(connection);
  const auto keys = newest_key_of_each(connection);
  auto rows = connection.query("SELECT name, berth, standing, last_contact_at FROM agents ORDER BY name");
  std::vector<HeldAgent> agents;
  while (rows.next()) {
    HeldAgent agent = agent_of_row(rows);
    if (const auto ledger = held.find(agent.agent); ledger != held.end()) agent.held = ledger->second;
    if (const auto key = keys.find(agent.agent); key != keys.end()) agent.ledger_key = key->second;
    agents.push_back(std::move(agent));
  }
  return agents;
}

}  // namespace quaywatt::server::mysql
