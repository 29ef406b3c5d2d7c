#pragma once
// The public keys of the server's receipts, shared by all instances.

#include "domain/time/instant.h"
#include "schema/wire/enrolment.h"

namespace quaywatt::server {

class ReceiptKeyStore {
 public:
  virtual ~ReceiptKeyStore() = default;
  /// Announces an instance's key. False when its id already stands for another key.
  virtual bool announce(const wire::ReceiptKey& key, domain::Instant at) = 0;
};

}  // namespace quaywatt::server
