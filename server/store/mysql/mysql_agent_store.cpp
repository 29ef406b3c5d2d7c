#include "server/store/mysql/mysql_agent_store.h"

#include <cctype>

#include "server/store/agent_standing.h"
#include "server/store/mysql/transaction.h"

namespace quaywatt::server::mysql {

namespace {

/// People type fingerprints with and without spaces, in either case.
std::string plain(std::string_view fingerprint) {
  std::string letters;
  for (const char c : fingerprint) {
    if (std::isxdigit(static_cast<unsigned char>(c))) {
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (c != ' ' && c != '-' && c != ':') {
      return {};
    }
  }
  return letters;
}

Approval judge_approval(const Rows& row, const std::string& fingerprint) {
  if (standing_from_name(row.text(1)) != domain::AgentStanding::awaiting_approval) return Approval::not_waiting;
  return plain(row.text(2)) == plain(fingerprint) ? Approval::approved : Approval::wrong_fingerprint;
}

}  // namespace

std::optional<KnownCertificate> MysqlAgentStore::certificate(const std::string& fingerprint) {
  std::optional<KnownCertificate> known;
  read(pool_, [&](Connection& connection) {
    known.reset();
    auto rows = connection.query("SELECT agent, revoked_at, not_after FROM agent_certificates WHERE fingerprint = ?",
                                 fingerprint);
    if (rows.next()) known = KnownCertificate{rows.text(1), !rows.is_null(2), rows.instant(3)};
  });
  return known;
}

std::vector<AgentSummary> MysqlAgentStore::agents() {
  std::vector<AgentSummary> agents;
  read(pool_, [&](Connection& connection) {
    agents.clear();
    auto rows = connection.query(
        "SELECT a.name, a.berth, a.standing, a.ledger_key_fingerprint, a.program_version, a.enrolled_at, "
        "a.last_contact_at, a.replayed_lines, h.epoch, h.last_seq FROM agents a "
        "LEFT JOIN ledger_heads h ON h.agent = a.name "
        "AND h.epoch = (SELECT MAX(n.epoch) FROM ledger_heads n WHERE n.agent = a.name) ORDER BY a.name");
    while (rows.next()) {
      AgentSummary agent;
      agent.agent = rows.text(1);
      agent.berth = rows.text(2);
      agent.standing = standing_from_name(rows.text(3));
      agent.ledger_key_fingerprint = rows.text(4);
      agent.program_version = rows.text(5);
      agent.enrolled_at = rows.instant(6);
      agent.last_contact_at = rows.optional_instant(7);
      agent.replayed_lines = rows.unsigned_integer(8);
      if (!rows.is_null(9)) agent.held = {static_cast<std::uint32_t>(rows.integer(9)), rows.unsigned_integer(10)};
      agents.push_back(std::move(agent));
    }
  });
  return agents;
}

Approval MysqlAgentStore::approve(const std::string& agent, const std::string& fingerprint, domain::Instant at) {
  Approval approval = Approval::no_such_agent;
  in_transaction(pool_, [&](Connection& connection) {
    auto rows =
        connection.query("SELECT standing, ledger_key_fingerprint FROM agents WHERE name = ? FOR UPDATE", agent);
    approval = rows.next() ? judge_approval(rows, fingerprint) : Approval::no_such_agent;
    if (approval != Approval::approved) return;
    connection.execute("UPDATE agents SET standing = ?, approved_at = ? WHERE name = ?",
                       standing_name(domain::AgentStanding::enrolled), at, agent);
  });
  return approval;
}

bool MysqlAgentStore::revoke(const std::string& agent, domain::Instant at) {
  bool found = false;
  in_transaction(pool_, [&](Connection& connection) {
    found = connection.execute("UPDATE agents SET standing = ?, revoked_at = ? WHERE name = ?",
                               standing_name(domain::AgentStanding::revoked), at, agent) > 0;
    connection.execute("UPDATE agent_certificates SET revoked_at = ? WHERE agent = ? AND revoked_at IS NULL", at,
                       agent);
  });
  return found;
}

}  // namespace quaywatt::server::mysql
