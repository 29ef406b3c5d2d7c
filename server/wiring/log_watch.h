#pragma once
// Business goes on without a log; a person must know that it is being lost (fault S12).

#include <chrono>
#include <mutex>

#include "server/log/log.h"
#include "server/store/alarm_store.h"
#include "server/store/wall_clock.h"

namespace quaywatt::server {

/// Thread-safe. Asked whenever the server does something; says so at most once a minute while lines are lost.
class LogWatch {
 public:
  /// Borrows both.
  LogWatch(const Log& log, AlarmStore& alarms, WallClock clock)
      : log_(log), alarms_(alarms), clock_(std::move(clock)) {}

  void look();

 private:
  const Log& log_;
  AlarmStore& alarms_;
  WallClock clock_;
  std::mutex mutex_;
  std::uint64_t said_ = 0;
  std::chrono::steady_clock::time_point again_at_{};
};

}  // namespace quaywatt::server
