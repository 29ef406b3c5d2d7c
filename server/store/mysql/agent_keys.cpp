#include "server/store/mysql/agent_keys.h"

namespace quaywatt::server::mysql {

void add_key(Connection& connection, const AgentKey& key) {
  connection.execute(
      "INSERT INTO agent_keys (agent, valid_after_epoch, valid_after_seq, public_key, origin, added_at) "
      "VALUES (?,?,?,?,?,?) ON DUPLICATE KEY UPDATE public_key = VALUES(public_key), origin = VALUES(origin), "
      "added_at = VALUES(added_at)",
      key.agent, key.valid_after.epoch, key.valid_after.seq, key.public_key, key.origin, key.added_at);
}

std::string newest_key(Connection& connection, const std::string& agent) {
  auto rows = connection.query(
      "SELECT public_key FROM agent_keys WHERE agent = ? ORDER BY valid_after_epoch DESC, valid_after_seq DESC LIMIT 1",
      agent);
  return rows.next() ? rows.text(1) : std::string();
}

std::string key_in_force(Connection& connection, const std::string& agent, const domain::LedgerPosition& last) {
  auto rows = connection.query(
      "SELECT public_key FROM agent_keys WHERE agent = ? "
      "AND (valid_after_epoch < ? OR (valid_after_epoch = ? AND valid_after_seq < ?)) "
      "ORDER BY valid_after_epoch DESC, valid_after_seq DESC LIMIT 1",
      agent, last.epoch, last.epoch, last.seq);
  return rows.next() ? rows.text(1) : std::string();
}

}  // namespace quaywatt::server::mysql
