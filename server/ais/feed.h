#pragma once
// A source of AIS lines with a thread of its own. Broken surroundings never end it: it counts, waits and tries again.

#include <memory>

#include "server/ais/feed_counts.h"
#include "server/ais/heard_queue.h"
#include "server/config/ais_config.h"
#include "server/log/log.h"
#include "server/store/wall_clock.h"

namespace quaywatt::server {

/// All outlive the feed.
struct FeedSurroundings {
  WallClock clock;
  HeardQueue& queue;
  FeedCounts& counts;
  Log& log;
  domain::Millis future_max{60'000};
};

class Feed {
 public:
  virtual ~Feed() = default;          ///< stops and joins; the queue must be closed before when it may be full
  /// Where a listener listens, once it does; 0 before and for others.
  virtual std::uint16_t port() const { return 0; }
};

/// Starts a feed of the configured kind. `from`: where to go on in a followed file.
std::unique_ptr<Feed> start_feed(const AisFeedConfig& config, std::uint16_t number, FeedSurroundings surroundings,
                                 std::optional<FileCursor> from);

}  // namespace quaywatt::server
