#pragma once
// What became of a feed's lines, by cause. Written by its thread, read by anyone.

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace quaywatt::server {

/// Every line ends in exactly one of the causes up to `line_too_long`; those after it count connections.
enum class FeedCause {
  position, identity, other_message, awaiting_part, no_position, future_time,
  not_ais, garbled, bad_checksum, bad_part, missing_part, line_too_long,
  connected, connection_lost, sender_refused
};
inline constexpr std::array<std::string_view, 15> kFeedCauseNames{
    "position", "identity", "other_message", "awaiting_part", "no_position", "future_time",
    "not_ais", "garbled", "bad_checksum", "bad_part", "missing_part", "line_too_long",
    "connected", "connection_lost", "sender_refused"};

class FeedCounts {
 public:
  void add(FeedCause cause, std::uint64_t by = 1) { of_[static_cast<std::size_t>(cause)].fetch_add(by, relaxed); }
  std::uint64_t of(FeedCause cause) const { return of_[static_cast<std::size_t>(cause)].load(relaxed); }

  /// UTC milliseconds by the server's clock of the last line of any kind; 0: none since the start.
  void heard_at(std::int64_t at_ms) { heard_at_ms_.store(at_ms, relaxed); }
  std::int64_t heard_at() const { return heard_at_ms_.load(relaxed); }

 private:
  static constexpr auto relaxed = std::memory_order_relaxed;
  std::array<std::atomic<std::uint64_t>, kFeedCauseNames.size()> of_{};
  std::atomic<std::int64_t> heard_at_ms_{0};
};

}  // namespace quaywatt::server
