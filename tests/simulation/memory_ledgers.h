#pragma once
// server::LedgerStore over the simulated database, as server/store/mysql does it over SQL.

#include "tests/simulation/database.h"

namespace quaywatt::simulation {

class MemoryLedgers : public server::LedgerStore {
 public:
  explicit MemoryLedgers(Database& database) : database_(database) {}

  void in_transaction(const std::function<void(server::LedgerTransaction&)>& work) override;
  std::vector<server::HeldAgent> agents() override;
  std::vector<server::StoredBatch> batches_after(const std::string& agent, const domain::LedgerPosition& cursor,
                                                 std::size_t max_batches) override;

  /// The newest line held of an agent.
  domain::HeldLedger held(const std::string& agent) const;

  /// Broken on purpose: no batch is ever found to differ from what is held.
  bool finds_no_fork = false;

 private:
  Database& database_;
};

/// What an enrolment leaves: a new key that counts behind what is held, a new certificate, trust.
void enrol(Database& database, const std::string& agent, const std::string& berth, const std::string& ledger_key,
           std::uint32_t certificate);

}  // namespace quaywatt::simulation
