#pragma once
// Held rows and derived readings of MariaDB or MySQL, to be verified.

#include "server/store/mysql/pool.h"
#include "server/store/mysql/transaction.h"
#include "server/store/verification_store.h"

namespace quaywatt::server::mysql {

class MysqlVerificationStore : public VerificationStore {
 public:
  explicit MysqlVerificationStore(ConnectionPool& pool) : pool_(pool) {}

  std::vector<VerificationProgress> progress() override;
  void save(const VerificationProgress& progress) override;
  std::vector<HeldRow> rows_after(const std::string& agent, const domain::LedgerPosition& position,
                                  std::size_t max) override;
  std::vector<std::pair<domain::LedgerPosition, domain::Head>> stated_heads(const std::string& agent) override;
  std::optional<std::vector<DerivedReading>> readings(const std::string& agent, const domain::LineRef& first,
                                                      const domain::LineRef& last) override;
  void raise(const Alarm& alarm) override;

 private:
  ConnectionPool& pool_;
};

}  // namespace quaywatt::server::mysql
