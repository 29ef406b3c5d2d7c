#include "server/http/connection_watch.h"

#include <sys/socket.h>

#include <algorithm>

namespace quaywatt::server {

ConnectionWatch::ConnectionWatch() : thread_([this] { run(); }) {}

ConnectionWatch::~ConnectionWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

ConnectionWatch::Guard::Guard(ConnectionWatch& watch, int socket) : watch_(watch), socket_(socket) { rest(); }

ConnectionWatch::Guard::~Guard() {
  const std::lock_guard lock(watch_.mutex_);
  watch_.deadlines_.erase(socket_);
}

void ConnectionWatch::Guard::expect_by(Clock::time_point deadline) {
  {
    const std::lock_guard lock(watch_.mutex_);
    watch_.deadlines_[socket_] = deadline;
  }
  watch_.changed_.notify_all();
}

void ConnectionWatch::Guard::rest() {
  const std::lock_guard lock(watch_.mutex_);
  watch_.deadlines_[socket_] = Clock::time_point::max();
}

void ConnectionWatch::shut_all() {
  const std::lock_guard lock(mutex_);
  for (const auto& [socket, deadline] : deadlines_) ::shutdown(socket, SHUT_RDWR);
}

void ConnectionWatch::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    auto earliest = Clock::time_point::max();
    for (auto& [socket, deadline] : deadlines_) {
      if (deadline <= Clock::now()) {
        // The descriptor stays its owner's; it only finds the connection ended.
        ::shutdown(socket, SHUT_RDWR);
        deadline = Clock::time_point::max();
      }
      earliest = std::min(earliest, deadline);
    }
    if (earliest == Clock::time_point::max()) {
      changed_.wait(lock);
    } else {
      changed_.wait_until(lock, earliest);
    }
  }
}

}  // namespace quaywatt::server
