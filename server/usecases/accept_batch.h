#pragma once
// Takes one batch of one agent in, exactly once (the journey's step 6). One transaction: the agent's row locked, the
// domain's verdict, its effects; the receipt is signed after COMMIT. Whatever the verdict, the answer says what is
// held, because that is where the agent goes on.

#include <string>
#include <string_view>

#include "domain/ledger/acceptance.h"
#include "schema/wire/batch.h"
#include "server/store/ledger_store.h"
#include "server/usecases/receipt_signer.h"

namespace quaywatt::server {

struct ArrivedBody {
  std::string agent;           ///< as the certificate says (fault X3)
  std::string_view body_gzip;  ///< within kBatchMaxCompressedBytes
  domain::Instant received_at{};
};

struct BatchOutcome {
  wire::BatchAnswer answer;
  std::uint64_t new_lines = 0;
  std::uint64_t replayed_lines = 0;
  std::uint64_t set_aside_lines = 0;  ///< of the new ones
};

/// Thread-safe. Throws the classes of store_error.h; the agent then sends again and is answered from what is held.
class AcceptBatch {
 public:
  AcceptBatch(LedgerStore& store, const ReceiptSigner& signer, domain::AcceptanceSettings settings)
      : store_(store), signer_(signer), settings_(settings) {}

  BatchOutcome accept(const ArrivedBody& arrived) const;

  /// "What do you hold of mine?" Counts as a contact. An agent nobody knows gets `unknown_agent` without a receipt.
  wire::BatchAnswer held(const std::string& agent, domain::Instant at) const;

  /// Of a body beyond the wire's limit, which nobody has read: what is held, so that the agent may send less.
  wire::BatchAnswer too_large(const std::string& agent, domain::Instant at) const;

 private:
  LedgerStore& store_;
  const ReceiptSigner& signer_;
  domain::AcceptanceSettings settings_;
};

}  // namespace quaywatt::server
