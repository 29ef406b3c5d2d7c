#include "server/store/mysql/pool.h"

#include <utility>

#include "server/store/store_error.h"

namespace quaywatt::server::mysql {

ConnectionPool::ConnectionPool(ConnectionSettings settings, PoolLimits limits)
    : settings_(std::move(settings)), limits_(limits) {}

ConnectionPool::Lease::Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection)
    : pool_(&pool), connection_(std::move(connection)) {}

ConnectionPool::Lease::~Lease() {
  if (connection_) pool_->give_back(std::move(connection_));
}

ConnectionPool::Lease ConnectionPool::acquire() {
  std::unique_lock lock(mutex_);
  const bool free =
      returned_.wait_for(lock, limits_.acquire_timeout, [&] { return in_use_ < limits_.max_connections; });
  if (!free) {
    ++exhausted_;
    throw StoreUnavailable("all " + std::to_string(limits_.max_connections) + " database connections are in use");
  }
  ++in_use_;
  if (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return Lease(*this, std::move(connection));
  }
  lock.unlock();
  try {
    return Lease(*this, std::make_unique<Connection>(settings_));
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void ConnectionPool::drop_idle() {
  std::vector<std::unique_ptr<Connection>> dropped;
  const std::lock_guard lock(mutex_);
  dropped.swap(idle_);
}

std::size_t ConnectionPool::in_use() const {
  const std::lock_guard lock(mutex_);
  return in_use_;
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --in_use_;
    if (connection && !connection->lost()) idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

}  // namespace quaywatt::server::mysql
