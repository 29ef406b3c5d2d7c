#include "berth-agent/uplink/uplink_thread.h"

#include <algorithm>
#include <chrono>
#include <exception>

namespace quaywatt::agent {

namespace {
constexpr domain::Millis kAfterSurprise{60'000};
}

domain::Millis real_now() {
  return std::chrono::duration_cast<domain::Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

void UplinkThread::start(EpochOpener& opener) {
  thread_ = std::thread([this, &opener] { run(opener); });
}

void UplinkThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void UplinkThread::wake() {
  uplink_.wake();
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void UplinkThread::log_changes() {
  if (!log_) return;
  const LinkState now = uplink_.state();
  std::string text = "上传 / uplink: " + std::string(phase_name(now.phase));
  if (!now.error_zh.empty()) text += ": " + now.error_zh + " / " + now.error_en;
  if (text != last_logged_) log_(text);
  last_logged_ = std::move(text);
}

void UplinkThread::run(EpochOpener& opener) {
  for (;;) {
    domain::Millis due = real_now() + kAfterSurprise;
    try {
      due = uplink_.step(opener);
      log_changes();
    } catch (const std::exception& surprise) {
      // The thread's edge: recording must go on whatever the uplink could not foresee.
      if (log_) log_(std::string("上传 / uplink: ") + surprise.what());
    }
    std::unique_lock lock(mutex_);
    const domain::Millis pause = std::max(due - real_now(), domain::Millis{0});
    changed_.wait_for(lock, pause, [this] { return stopping_ || woken_; });
    if (stopping_) return;
    woken_ = false;
  }
}

}  // namespace quaywatt::agent
