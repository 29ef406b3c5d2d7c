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

  /// Verifies the stored tail's chain from the last checkpoint, picks up position and head and moves the checkpoint.
  /// Throws LedgerBroken naming the broken position and the last sound one (faults A2, A5, X5).
  void recover();

  bool is_open() const;

  /// Starts the chain anew. `epoch` must be higher than any epoch of this ledger.
  void open_epoch(const domain::EpochOpened& opening, std::uint32_t epoch);

  /// Chains, stores and syncs one line (or several in one sync); returns them as they stand in the ledger.
  /// After StorageFailure the ledger stands where it stood. A line over wire::kLineMaxBytes is the caller's fault.
  domain::LedgerLine append(const domain::Actor& actor, domain::LineBody body, const std::string& request = {});
  std::vector<domain::LedgerLine> append_all(const domain::Actor& actor, std::vector<domain::LineBody> bodies,
                                             const std::string& request = {});

  domain::LedgerPosition position() const;   ///< of the last line; epoch 0 when nothing was ever written
  const domain::Head& head() const;
  const std::string& agent() const;
  domain::Actor device() const;              ///< the actor of the agent's own lines

 private:
  std::vector<domain::LedgerLine> chain_and_store(const domain::Actor& actor, std::vector<domain::LineBody> bodies,
                                                  const std::string& request, domain::LedgerPosition after,
                                                  domain::Head head);

  std::string agent_;
  LedgerStore& store_;
  const AgentClock& clock_;
  domain::LedgerPosition position_;
  domain::Head head_;
};

}  // namespace quaywatt::agent
