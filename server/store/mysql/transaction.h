#pragma once
// The one place where a transaction is opened, committed and tried again (fault D4).

#include <chrono>
#include <functional>

#include "server/store/mysql/pool.h"

namespace quaywatt::server::mysql {

/// How often a whole transaction is tried and what is done between two tries.
struct RetryPolicy {
  int max_attempts = 5;
  /// Waits before attempt `attempt` (from 2 on): a few milliseconds that double, with jitter.
  std::function<void(int attempt)> pause = pause_with_jitter;

  static void pause_with_jitter(int attempt);
};

/// Runs `work` in a transaction and commits. Deadlock, lock time-out and a session lost before COMMIT run the whole
/// of `work` again, within the pool's retry budget; so its effects outside the database must be assignments.
/// Throws StoreContention or StoreUnavailable when the attempts are used up, CommitOutcomeUnknown (never tried again
/// here, fault D5), or what `work` throws, rolled back.
void in_transaction(ConnectionPool& pool, const std::function<void(Connection&)>& work, const RetryPolicy& retry = {});

/// Runs statements that need no transaction, with the same answer to a lost session. `work` must be harmless twice.
void read(ConnectionPool& pool, const std::function<void(Connection&)>& work, const RetryPolicy& retry = {});

}  // namespace quaywatt::server::mysql
