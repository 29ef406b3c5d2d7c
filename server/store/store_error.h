#pragma once
// How a store fails. Broken surroundings are exceptions, caught once a request or job; the edge turns all of them
// but StoreFault into 503 with Retry-After, because sending again is harmless (positions are idempotency keys).

#include <stdexcept>
#include <string>

namespace quaywatt::server {

class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// No connection, pool exhausted, time-out, disk full. Nothing was committed.
class StoreUnavailable : public StoreError {
 public:
  using StoreError::StoreError;
};

/// Deadlocks or lock time-outs outlasted the retries of one transaction (fault D4). Nothing was committed.
class StoreContention : public StoreError {
 public:
  using StoreError::StoreError;
};

/// The connection was lost during COMMIT: all of the transaction happened, or none of it (fault D5). Whoever asked
/// sends again and is answered from what is held.
class CommitOutcomeUnknown : public StoreError {
 public:
  using StoreError::StoreError;
};

/// A unique key refused a row. Where two may race for a row, the loser is told so.
class DuplicateKey : public StoreError {
 public:
  using StoreError::StoreError;
};

/// Wrong SQL, a value the column refuses, a missing table: our fault or a schema that is not ours.
class StoreFault : public StoreError {
 public:
  using StoreError::StoreError;
};

}  // namespace quaywatt::server
