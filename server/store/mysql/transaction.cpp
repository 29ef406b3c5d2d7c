#include "server/store/mysql/transaction.h"

#include <random>
#include <thread>

#include "server/store/mysql/connection_error.h"

namespace quaywatt::server::mysql {

void RetryPolicy::pause_with_jitter(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  const int base_ms = 4 << attempt;
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(base_ms / 2, base_ms)(random)));
}

namespace {

void attempt_transaction(ConnectionPool& pool, const std::function<void(Connection&)>& work) {
  auto connection = pool.acquire();
  try {
    connection->start_transaction();
    work(*connection);
    connection->commit();
  } catch (...) {
    connection->rollback();
    throw;
  }
}

void repeat(ConnectionPool& pool, const RetryPolicy& retry, const std::function<void()>& attempt_once) {
  const auto last_start = std::chrono::steady_clock::now() + pool.limits().retry_budget;
  for (int attempt = 1;; ++attempt) {
    const auto last = [&] { return attempt >= retry.max_attempts || std::chrono::steady_clock::now() > last_start; };
    try {
      return attempt_once();
    } catch (const TransactionConflict& conflict) {
      if (last()) throw StoreContention(conflict.what());
    } catch (const ConnectionLost& lost) {
      pool.drop_idle();
      if (last()) throw StoreUnavailable(lost.what());
    }
    retry.pause(attempt + 1);
  }
}

}  // namespace

void in_transaction(ConnectionPool& pool, const std::function<void(Connection&)>& work, const RetryPolicy& retry) {
  repeat(pool, retry, [&] { attempt_transaction(pool, work); });
}

void read(ConnectionPool& pool, const std::function<void(Connection&)>& work, const RetryPolicy& retry) {
  repeat(pool, retry, [&] { work(*pool.acquire()); });
}

}  // namespace quaywatt::server::mysql
