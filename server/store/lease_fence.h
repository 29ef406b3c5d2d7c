#pragma once
// The token of the lease that work is done under. Stores compare it within the transaction that writes: an instance
// that was paused until another took over must not commit (fault S2).

#include <atomic>
#include <cstdint>
#include <string>

#include "server/store/store_error.h"

namespace quaywatt::server {

/// Another instance holds the lease now. Nothing was committed.
class LeaseLost : public StoreError {
 public:
  using StoreError::StoreError;
};

/// A lease as it was won.
struct HeldLease {
  std::string name;
  std::uint64_t fencing_token = 0;
};

/// Thread-safe. Without a token nothing is compared: a command at the shell runs under no lease.
class LeaseFence {
 public:
  explicit LeaseFence(std::string lease) : lease_(std::move(lease)) {}

  const std::string& lease() const { return lease_; }
  void set(std::uint64_t token) { token_ = token; }
  std::uint64_t token() const { return token_; }

 private:
  const std::string lease_;
  std::atomic<std::uint64_t> token_{0};
};

}  // namespace quaywatt::server
