#pragma once
// Between the feeds' threads and the tracker: bounded, so that a flood takes neither memory nor the readers' time
// (fault V11). A live feed never waits: the oldest message makes room and is counted. A file waits, it loses nothing.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>

#include "domain/time/instant.h"
#include "server/ais/heard.h"

namespace quaywatt::server {

/// Thread-safe.
class HeardQueue {
 public:
  explicit HeardQueue(std::size_t max) : max_(max) {}

  void put(Heard heard);
  /// Waits for room. False: the queue was closed and the message was not taken.
  bool put_patiently(Heard heard);

  /// Everything that waits, in order; waits up to `patience` for the first.
  std::deque<Heard> take_all(domain::Millis patience);

  /// Nobody waits any longer; what is put patiently from now on is refused.
  void close();
  void reopen();

  std::uint64_t dropped() const;
  std::size_t size() const;

 private:
  const std::size_t max_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable emptied_;
  std::deque<Heard> waiting_;
  std::uint64_t dropped_ = 0;
  bool closed_ = false;
};

}  // namespace quaywatt::server
