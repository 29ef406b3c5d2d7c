#pragma once
// Signs what is held. Called after COMMIT only: a receipt is a promise.

#include <string>

#include "domain/ledger/acceptance.h"
#include "domain/time/instant.h"
#include "schema/wire/batch.h"
#include "schema/wire/enrolment.h"
#include "schema/wire/signature.h"

namespace quaywatt::server {

/// Thread-safe.
class ReceiptSigner {
 public:
  /// The key's id follows from the key, so that instances with the same key file agree without a setting.
  explicit ReceiptSigner(wire::SigningKey key);

  wire::Receipt sign(const std::string& agent, const domain::HeldLedger& held, domain::Instant server_time) const;
  /// Whether this key signed it.
  bool made(const wire::Receipt& receipt) const;
  wire::ReceiptKey public_key() const;

 private:
  wire::SigningKey key_;
  std::string key_id_;
};

}  // namespace quaywatt::server
