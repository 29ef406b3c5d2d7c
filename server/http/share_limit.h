#pragma once
// How much of a port one address or one certificate may hold at once, so that nobody takes all of it (fault X14).

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace quaywatt::server {

/// Thread-safe. Remembers only who holds something now.
class ShareLimit {
 public:
  /// 0: no limit.
  explicit ShareLimit(int max_each) : max_each_(max_each) {}

  /// Counts for its holder for as long as it lives.
  class Ticket {
   public:
    Ticket(ShareLimit& limit, std::string holder) : limit_(&limit), holder_(std::move(holder)) {}
    Ticket(Ticket&& other) noexcept
        : limit_(std::exchange(other.limit_, nullptr)), holder_(std::move(other.holder_)) {}
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket() {
      if (limit_ != nullptr) limit_->leave(holder_);
    }

   private:
    ShareLimit* limit_;
    std::string holder_;
  };

  /// nullopt: the holder has as much as it may.
  std::optional<Ticket> enter(const std::string& holder) {
    const std::lock_guard lock(mutex_);
    int& held = held_[holder];
    if (max_each_ > 0 && held >= max_each_) return std::nullopt;
    ++held;
    return Ticket(*this, holder);
  }

 private:
  void leave(const std::string& holder) {
    const std::lock_guard lock(mutex_);
    const auto found = held_.find(holder);
    if (--found->second == 0) held_.erase(found);
  }

  const int max_each_;
  std::mutex mutex_;
  std::map<std::string, int> held_;
};

}  // namespace quaywatt::server
