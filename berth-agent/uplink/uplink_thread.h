#pragma once
// The uplink's own thread: steps when due, sleeps between, wakes early when asked.

#include <condition_variable>
#include <mutex>
#include <thread>

#include "berth-agent/uplink/uplink.h"

namespace quaywatt::agent {

/// Monotonic real time, for `UplinkSurroundings::real_now`.
domain::Millis real_now();

class UplinkThread : public LinkMonitor {
 public:
  /// The uplink is not owned and is stepped by nobody else once started.
  explicit UplinkThread(Uplink& uplink) : uplink_(uplink) {}
  ~UplinkThread() override { stop(); }
  UplinkThread(const UplinkThread&) = delete;
  UplinkThread& operator=(const UplinkThread&) = delete;

  void start(EpochOpener& opener);
  /// Returns when the thread ended; an exchange under way is waited for (at most 30 s).
  void stop();

  LinkState state() const override { return uplink_.state(); }
  void wake() override;

 private:
  void run(EpochOpener& opener);

  Uplink& uplink_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace quaywatt::agent
