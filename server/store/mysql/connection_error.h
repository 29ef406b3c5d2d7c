#pragma once
// Failures of one attempt, which in_transaction and read answer by trying again; nobody above this folder sees them.

#include "server/store/store_error.h"

namespace quaywatt::server::mysql {

class TransactionConflict : public StoreError {
 public:
  using StoreError::StoreError;
};

class ConnectionLost : public StoreError {
 public:
  using StoreError::StoreError;
};

}  // namespace quaywatt::server::mysql
