#pragma once
// Holds "<file>.lock" as long as it lives, so that a second program on the same ledger goes away (fault A6).

#include <filesystem>

namespace quaywatt::agent {

class WriteLock {
 public:
  /// Throws LedgerInUse naming the other process, StorageFailure when the lock file cannot be made.
  explicit WriteLock(const std::filesystem::path& file);
  ~WriteLock();  ///< the end of the process, however it comes, releases it as well
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace quaywatt::agent
