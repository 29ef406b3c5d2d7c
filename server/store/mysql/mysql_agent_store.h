#pragma once
// Agents and their certificates in MariaDB or MySQL.

#include "server/store/agent_store.h"
#include "server/store/mysql/pool.h"

namespace quaywatt::server::mysql {

class MysqlAgentStore : public AgentStore {
 public:
  explicit MysqlAgentStore(ConnectionPool& pool) : pool_(pool) {}

  std::optional<KnownCertificate> certificate(const std::string& fingerprint) override;
  std::vector<AgentSummary> agents() override;
  Approval approve(const std::string& agent, const std::string& fingerprint, domain::Instant at) override;
  bool revoke(const std::string& agent, domain::Instant at) override;

 private:
  ConnectionPool& pool_;
};

}  // namespace quaywatt::server::mysql
