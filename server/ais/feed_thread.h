#pragma once
// The thread of a feed: tries, waits, tries again, and stops within a moment when told.

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "server/ais/feed.h"
#include "server/ais/feed_decoder.h"
#include "server/ais/line_splitter.h"

namespace quaywatt::server {

inline constexpr domain::Millis kFeedTick{200};          ///< how long a thread sleeps before it looks at stopping()
inline constexpr std::size_t kFeedReadBytes = 64 * 1024;

/// Classes derived from it call `start` last in their constructors and `stop` first in their destructors.
class FeedThread : public Feed {
 public:
  FeedThread(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings);

 protected:
  void start();
  void stop();
  bool stopping() const;
  /// Sleeps, unless stopped meanwhile.
  void pause(domain::Millis time);
  /// Pauses longer after each failure in a row.
  void pause_after_failure();
  void succeeded() { failures_ = 0; }

  /// Reads until told to stop, or until the connection is of no more use. What it throws is logged and tried again.
  virtual void read_on() = 0;

  FeedDecoder decoder() const;
  /// Splits bytes into lines, decodes them and hands on what they say; a live feed never waits for the tracker.
  void take_bytes(std::string_view bytes, LineSplitter& splitter, FeedDecoder& decoder);
  void take_line(std::string_view line, bool too_long, FeedDecoder& decoder);

  const AisFeedConfig config_;
  const std::uint16_t number_;
  FeedSurroundings surroundings_;

 private:
  void run();
  void note_trouble(const std::string& why);

  mutable std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::uint32_t failures_ = 0;
  std::string last_trouble_;
  std::thread thread_;
};

}  // namespace quaywatt::server
