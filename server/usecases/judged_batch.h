#pragma once
// One batch between verdict and effect, inside the transaction of accept_batch.

#include <vector>

#include "server/usecases/accept_batch.h"

namespace quaywatt::server {

class JudgedBatch {
 public:
  /// Views all arguments but `settings`.
  JudgedBatch(const wire::Batch& batch, const ArrivedBody& arrived, const HeldAgent& agent,
              LedgerTransaction& transaction, const domain::AcceptanceSettings& settings);

  const domain::Acceptance& acceptance() const { return acceptance_; }

  /// Does what the verdict asks for; `agent.held` is afterwards what the receipt says.
  void take_effect(HeldAgent& agent, LedgerTransaction& transaction, BatchOutcome& outcome) const;

 private:
  void append(HeldAgent& agent, LedgerTransaction& transaction, BatchOutcome& outcome) const;
  void change_key(LedgerTransaction& transaction) const;
  void raise_fork(const HeldAgent& agent, LedgerTransaction& transaction) const;
  void raise_gap(LedgerTransaction& transaction) const;
  std::uint64_t line_count() const { return batch_.last_seq - batch_.first_seq + 1; }

  const wire::Batch& batch_;
  IncomingBatch incoming_;
  domain::ArrivedBatch examined_;
  domain::HeldOverlap overlap_;
  domain::Acceptance acceptance_;
};

}  // namespace quaywatt::server
