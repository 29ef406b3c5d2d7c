#pragma once
// What is held against the farthest receipt its agent shows: both were ours. A server that was restored, or that failed
// over without the last commits, is healed by the agents' sending; this says what came back (faults D8, D9). A head
// that differs from the receipt's was changed here since (fault X6).

#include "server/store/ledger_store.h"
#include "server/usecases/receipt_signer.h"

namespace quaywatt::server {

/// Of one batch, inside its transaction: made before the batch has its effect, `after` called when it had.
class ReceiptComparison {
 public:
  /// Borrows `transaction`. A receipt of another agent or another key says nothing.
  ReceiptComparison(const wire::Batch& batch, const HeldAgent& before, const ReceiptSigner& signer,
                    LedgerTransaction& transaction, domain::Instant at);

  void after(const domain::HeldLedger& held);

 private:
  void find_loss(const HeldAgent& before);
  void compare_head(const domain::HeldLedger& held);

  const std::optional<wire::Receipt>& receipt_;
  LedgerTransaction& transaction_;
  domain::Instant at_;
  bool lost_ = false;
};

}  // namespace quaywatt::server
