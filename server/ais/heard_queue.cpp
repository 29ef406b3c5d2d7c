#include "server/ais/heard_queue.h"

#include <utility>

namespace quaywatt::server {

void HeardQueue::put(Heard heard) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= max_) {
      waiting_.pop_front();
      ++dropped_;
    }
    waiting_.push_back(std::move(heard));
  }
  filled_.notify_one();
}

bool HeardQueue::put_patiently(Heard heard) {
  {
    std::unique_lock lock(mutex_);
    emptied_.wait(lock, [this] { return closed_ || waiting_.size() < max_; });
    if (closed_) return false;
    waiting_.push_back(std::move(heard));
  }
  filled_.notify_one();
  return true;
}

std::deque<Heard> HeardQueue::take_all(domain::Millis patience) {
  std::deque<Heard> taken;
  {
    std::unique_lock lock(mutex_);
    filled_.wait_for(lock, patience, [this] { return closed_ || !waiting_.empty(); });
    taken.swap(waiting_);
  }
  emptied_.notify_all();
  return taken;
}

void HeardQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  filled_.notify_all();
  emptied_.notify_all();
}

void HeardQueue::reopen() {
  const std::lock_guard lock(mutex_);
  closed_ = false;
  waiting_.clear();
}

std::uint64_t HeardQueue::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

std::size_t HeardQueue::size() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

}  // namespace quaywatt::server
