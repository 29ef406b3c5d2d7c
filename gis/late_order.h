#pragma once
// Puts one vessel's positions in order of time: feeds deliver them late and twice. A fix is let go once newer ones are
// more than the window ahead, so the same fixes in any order within the window leave in the same order.

#include <array>
#include <cstdint>
#include <vector>

#include "domain/time/instant.h"
#include "gis/fix.h"

namespace quaywatt::gis {

class LateOrder {
 public:
  enum class Put : std::uint8_t {
    kept,
    repeated,
    too_late   ///< older than what was already let go: lost
  };
  Put put(const Fix& fix);

  /// Calls `take` for every fix whose time has come, oldest first; a repeated fix is given once.
  template <typename Take>
  void release(domain::Millis window, Take&& take) {
    release_before(believed_newest_ms(window) - window.count(), take);
  }

  /// Up to an instant, by a clock; INT64_MAX is the end of the feed.
  template <typename Take>
  void release_before(std::int64_t limit_ms, Take&& take) {
    std::size_t next = first_;
    while (next < waiting_.size() && waiting_[next].at_ms() < limit_ms) take(waiting_[next++].fix());
    if (next == first_) return;
    released_ms_ = waiting_[next - 1].at_ms();
    first_ = next;
    compact();
  }

  /// Every fix that waits, oldest first.
  template <typename Take>
  void each_waiting(Take&& take) const {
    for (std::size_t i = first_; i < waiting_.size(); ++i) take(waiting_[i].fix());
  }
  std::size_t waiting() const { return waiting_.size() - first_; }

  /// The newest time the feed has reached. Two fixes far ahead of all the others do not move it: a set with a wrong
  /// clock would otherwise make every true position too late (fault C9). They wait until their time comes.
  std::int64_t believed_newest_ms(domain::Millis window) const;

  template <typename Archive>
  void visit(Archive& archive) {
    compact_all();
    archive(waiting_, newest_ms_, released_ms_);
  }

 private:
  /// A fix in 16 bytes: its time (44 bits, milliseconds from 1970 to 2527) above its speed, so that it sorts by time.
  struct Packed {
    std::uint64_t time_and_speed = 0;
    Position at;
    explicit Packed(const Fix& fix);
    Packed() = default;
    Fix fix() const;
    std::int64_t at_ms() const { return static_cast<std::int64_t>(time_and_speed >> 20); }
    auto operator<=>(const Packed&) const = default;

    template <typename Archive>
    void visit(Archive& archive) {
      archive(time_and_speed, at);
    }
  };

  void note_newest(std::int64_t at_ms);
  void make_room();
  void compact();
  void compact_all();

  static constexpr std::int64_t kNever = INT64_MIN / 4;
  std::vector<Packed> waiting_;           ///< sorted from first_ on
  std::size_t first_ = 0;
  std::array<std::int64_t, 3> newest_ms_{kNever, kNever, kNever};  ///< distinct, newest first
  std::int64_t released_ms_ = kNever;
};

}  // namespace quaywatt::gis
