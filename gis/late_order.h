#pragma once
// Puts one vessel's positions in order of time: feeds deliver them late and twice. A fix is let go once a newer one is
// more than the window ahead, so the same fixes in any order within the window leave in the same order.

#include <cstdint>
#include <vector>

#include "domain/time/instant.h"
#include "gis/stay_tracker.h"

namespace quaywatt::gis {

class LateOrder {
 public:
  /// False: the fix is older than what was already let go, and is lost.
  bool put(const Fix& fix);

  /// Calls `take` for every fix whose time has come, oldest first; a repeated fix is given once.
  template <typename Take>
  void release(domain::Millis window, Take&& take) {
    release_before(newest_ms_ - window.count(), take);
  }

  /// The end of the feed.
  template <typename Take>
  void release_all(Take&& take) {
    release_before(INT64_MAX, take);
  }

  std::uint64_t repeated() const { return repeated_; }

 private:
  template <typename Take>
  void release_before(std::int64_t limit_ms, Take&& take) {
    std::size_t next = first_;
    while (next < waiting_.size() && waiting_[next].at_ms < limit_ms) take(waiting_[next++]);
    if (next == first_) return;
    released_ms_ = waiting_[next - 1].at_ms;
    first_ = next;
    compact();
  }
  void compact();

  std::vector<Fix> waiting_;           ///< sorted from first_ on
  std::size_t first_ = 0;
  std::int64_t newest_ms_ = INT64_MIN / 2;
  std::int64_t released_ms_ = INT64_MIN;
  std::uint64_t repeated_ = 0;
};

}  // namespace quaywatt::gis
