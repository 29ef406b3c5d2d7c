#pragma once
// The append-only, chained record of everything at a berth. A line is durable before `append` returns, so whatever
// is shown as saved is saved. Not thread-safe by itself: one owner (BerthDesk) serialises all writers.

#include <string>
#include <vector>

#include "berth-agent/clock/agent_clock.h"
#include "berth-agent/ledger/ledger_store.h"
#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

class Ledger {
 public:
  /// Neither is owned. The ledger must have been opened (`open_epoch`) before anything else is appended.
  Ledger(std::string agent, LedgerStore& store, const AgentClock& clock);

  /// Verifies the stored tail's chain from the last checkpoint and picks up the head. Throws StorageFailure naming
  /// the broken position (fault A2, X5).
  void recover();

  bool is_open() const;
  void open_epoch(const domain::EpochOpened& opening, std::uint32_t epoch);

  /// Chains, stores and syncs one line (or several in one sync); returns them as they stand in the ledger.
  domain::LedgerLine append(const domain::Actor& actor, domain::LineBody body, const std::string& request = {});
  std::vector<domain::LedgerLine> append_all(const domain::Actor& actor, std::vector<domain::LineBody> bodies,
                                             const std::string& request = {});

  domain::LedgerPosition position() const;   ///< of the last line; seq 0 when the epoch is fresh
  const domain::Head& head() const;
  const std::string& agent() const;

 private:
  std::string agent_;
  LedgerStore& store_;
  const AgentClock& clock_;
  domain::LedgerPosition position_;
  domain::Head head_;
};

}  // namespace quaywatt::agent
