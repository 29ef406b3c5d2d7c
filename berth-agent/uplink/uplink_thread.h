#pragma once
// The uplink's own thread: steps when due, sleeps between, wakes early when asked.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "berth-agent/uplink/uplink.h"

namespace quaywatt::agent {

/// Monotonic real time, for `UplinkSurroundings::real_now`.
domain::Millis real_now();

class UplinkThread : public LinkMonitor {
 public:
  /// The uplink is not owned and is stepped by nobody else once started.
  /// `log` takes one line whenever the link's phase or its error changes.
  explicit UplinkThread(Uplink& uplink, std::function<void(const std::string&)> log = {})
      : uplink_(uplink), log_(std::move(log)) {}
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

  void log_changes();

  Uplink& uplink_;
  std::function<void(const std::string&)> log_;
  std::string last_logged_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace quaywatt::agent
