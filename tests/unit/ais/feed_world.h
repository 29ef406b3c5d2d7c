#pragma once
// A feed with everything it needs, and patience in place of sleeping.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <sstream>
#include <string>
#include <vector>

#include "server/ais/feed.h"
#include "tests/support/ais_sentence.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::test {

using namespace std::chrono_literals;
using server::AisFeedConfig;
using server::FeedCause;
using server::FeedCounts;
using server::Heard;
using server::HeardPosition;

inline constexpr std::int64_t kNowMs = 1'764'000'000'000;

struct FeedWorld {
  explicit FeedWorld(std::size_t queue_max = 10'000) : queue(queue_max) {}

  std::unique_ptr<server::Feed> start(const AisFeedConfig& config,
                                      std::optional<server::FileCursor> from = std::nullopt) {
    return server::start_feed(config, 0, {clock, queue, counts, log, 60s}, from);
  }

  /// Everything heard until there are `count`, or for as long as it is reasonable to wait.
  std::vector<HeardPosition> hear(std::size_t count) {
    std::vector<HeardPosition> positions;
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (positions.size() < count && std::chrono::steady_clock::now() < until) {
      for (const Heard& heard : queue.take_all(50ms)) {
        last_cursor = heard.read_up_to;
        positions.push_back(std::get<HeardPosition>(heard.what));
      }
    }
    return positions;
  }
  /// Until `cause` was counted `count` times.
  bool counted(FeedCause cause, std::uint64_t count) {
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (counts.of(cause) < count && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    return counts.of(cause) >= count;
  }
  /// Where a listener came to listen.
  static std::uint16_t port_of(const server::Feed& feed) {
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (feed.port() == 0 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    return feed.port();
  }

  std::atomic<std::int64_t> now_ms{kNowMs};
  server::WallClock clock = [this] { return domain::Instant{domain::Millis{now_ms.load()}}; };
  server::HeardQueue queue;
  FeedCounts counts;
  std::ostringstream log_text;
  server::Log log{log_text, clock};
  std::optional<server::FileCursor> last_cursor;
};

inline AisFeedConfig feed_of(AisFeedConfig::Kind kind, std::uint16_t port = 0) {
  AisFeedConfig config;
  config.name = "quay";
  config.kind = kind;
  config.address = {"127.0.0.1", port};
  return config;
}

}  // namespace quaywatt::test
