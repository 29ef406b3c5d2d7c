#pragma once
// Sessions for many threads, bounded: whoever waits longer than the limit is told "unavailable" instead of queueing
// without end (fault S4). Ingest has a pool of its own, so that a slow report never keeps a ledger waiting.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

struct PoolLimits {
  std::size_t max_connections = 8;
  std::chrono::milliseconds acquire_timeout{1500};  ///< with the answer's own time inside the 2 s of fault S4
  std::chrono::milliseconds retry_budget{1500};     ///< after it no transaction is tried again; long for jobs
};

/// Thread-safe. Outlives its leases. Connects when first needed; a database that comes later is no failure.
class ConnectionPool {
 public:
  ConnectionPool(ConnectionSettings settings, PoolLimits limits);

  /// A connection on loan; goes back at destruction unless it was lost.
  class Lease {
   public:
    Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection);
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  /// Throws StoreUnavailable.
  Lease acquire();

  /// After one session was found gone the idle ones are suspect as well.
  void drop_idle();

  std::size_t in_use() const;
  std::uint64_t exhausted() const { return exhausted_.load(); }  ///< how often somebody waited in vain
  const PoolLimits& limits() const { return limits_; }

 private:
  void give_back(std::unique_ptr<Connection> connection);

  const ConnectionSettings settings_;
  const PoolLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t in_use_ = 0;
  std::atomic<std::uint64_t> exhausted_{0};
};

}  // namespace quaywatt::server::mysql
