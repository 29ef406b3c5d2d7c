#pragma once
// How much work a port takes on at once. Poco closes silently when its queue is full; so a port keeps more threads
// than it admits work, and the rest say 503 with Retry-After (faults N9, X14).

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace quaywatt::server {

class Admission {
 public:
  explicit Admission(int max_in_work) : max_in_work_(max_in_work) {}

  /// Counts one piece of work for as long as it lives.
  class Ticket {
   public:
    explicit Ticket(Admission& admission) : admission_(&admission) {}
    Ticket(Ticket&& other) noexcept : admission_(std::exchange(other.admission_, nullptr)) {}
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket() {
      if (admission_ != nullptr) admission_->leave();
    }

   private:
    Admission* admission_;
  };

  /// nullopt: as much is in work as may be, and was for all of `patience`.
  std::optional<Ticket> enter(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    if (!left_.wait_for(lock, patience, [this] { return in_work_ < max_in_work_; })) return std::nullopt;
    ++in_work_;
    return Ticket(*this);
  }

 private:
  void leave() {
    {
      const std::lock_guard lock(mutex_);
      --in_work_;
    }
    left_.notify_one();
  }

  const int max_in_work_;
  std::mutex mutex_;
  std::condition_variable left_;
  int in_work_ = 0;
};

}  // namespace quaywatt::server
