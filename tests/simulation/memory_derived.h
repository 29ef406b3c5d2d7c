#pragma once
// server::DerivedStore over the simulated database, as server/store/mysql does it over SQL.

#include "server/store/derived_store.h"
#include "tests/simulation/database.h"
#include "tests/simulation/places.h"

namespace quaywatt::simulation {

class MemoryDerived : public server::DerivedStore {
 public:
  MemoryDerived(Database& database, const Places& places) : database_(database), places_(places) {}

  void derive(const std::function<void(server::DerivationTransaction&)>& work) override;
  void judge(const std::function<void(server::JudgingTransaction&)>& work) override;
  std::map<std::string, server::DerivationCursor> cursors() override;
  std::vector<server::WaitingStay> waiting(std::size_t max, const std::set<std::string>& berths_to_wait_for) override;
  bool judge_under(const std::string& rules) override;
  std::vector<server::RefoldedAgent> to_refold() override { return {}; }  // the registers of a run never change
  void drop(const std::string& agent) override;

  /// Broken on purpose: the hours are added in a transaction of their own before the one that moves the cursor.
  bool adds_hours_apart = false;

 private:
  Database& database_;
  const Places& places_;
};

}  // namespace quaywatt::simulation
