#pragma once
// Holds "<file>.lock" for the life of the process, so that a second program on the same ledger goes away (fault A6).

#include <filesystem>

namespace quaywatt::agent {

/// Returns the descriptor that holds the lock; closing it (or the end of the process, however) releases it.
/// Throws LedgerInUse naming the other process, StorageFailure when the lock file cannot be made.
int take_write_lock(const std::filesystem::path& file);

}  // namespace quaywatt::agent
