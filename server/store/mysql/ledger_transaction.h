#pragma once
// One agent's ledger under the lock of its row in `agents`.

#include <optional>
#include <string>
#include <vector>

#include "server/store/ledger_store.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

class MysqlLedgerTransaction : public LedgerTransaction {
 public:
  explicit MysqlLedgerTransaction(Connection& connection) : connection_(connection) {}

  std::optional<HeldAgent> lock_agent(const std::string& agent) override;
  std::string key_for(const std::string& agent, const domain::LedgerPosition& last) override;
  domain::HeldOverlap overlap(const std::string& agent, const domain::ArrivedBatch& batch) override;
  void append(const IncomingBatch& incoming, std::uint64_t first_new_seq) override;
  void set_aside(const std::string& agent, const std::vector<SetAsideLine>& lines) override;
  void change_key(const std::string& agent, const domain::LedgerPosition& changed_at, const std::string& ledger_key,
                  domain::Instant at) override;
  void quarantine_fork(const IncomingBatch& incoming, const domain::HeldOverlap& overlap) override;
  void note_contact(const std::string& agent, domain::Instant at) override;
  void note_replay(const std::string& agent, std::uint64_t lines) override;
  domain::Head head_at(const std::string& agent, const domain::LedgerPosition& position) override;
  std::optional<LedgerRecovery> open_recovery(const std::string& agent) override;
  void note_recovery(const LedgerRecovery& recovery) override;
  void raise(const Alarm& alarm) override;

 private:
  Connection& connection_;
};

}  // namespace quaywatt::server::mysql
