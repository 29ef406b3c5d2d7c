#pragma once
// How much work a port takes on at once. Poco closes silently when its queue is full; so a port keeps more threads
// than it admits work, and the rest say 503 with Retry-After (faults N9, X14).

#include <atomic>
#include <optional>
#include <utility>

namespace quaywatt::server {

class Admission {
 public:
  explicit Admission(int max_in_work) : max_in_work_(max_in_work) {}

  /// Counts one piece of work for as long as it lives.
  class Ticket {
   public:
    explicit Ticket(std::atomic<int>& in_work) : in_work_(&in_work) {}
    Ticket(Ticket&& other) noexcept : in_work_(std::exchange(other.in_work_, nullptr)) {}
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket() {
      if (in_work_ != nullptr) --*in_work_;
    }

   private:
    std::atomic<int>* in_work_;
  };

  /// nullopt: as much is in work as may be.
  std::optional<Ticket> enter() {
    if (++in_work_ > max_in_work_) {
      --in_work_;
      return std::nullopt;
    }
    return Ticket(in_work_);
  }

  int in_work() const { return in_work_; }

 private:
  const int max_in_work_;
  std::atomic<int> in_work_{0};
};

}  // namespace quaywatt::server
