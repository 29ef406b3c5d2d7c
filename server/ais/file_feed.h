#pragma once
// Follows a file that something else appends to, like `tail -F`: goes on where the snapshot says, waits at the end,
// starts again when the file was replaced or cut. A file waits for the tracker, it loses nothing.

#include "server/ais/feed_thread.h"

namespace quaywatt::server {

class FileFeed : public FeedThread {
 public:
  FileFeed(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings, std::optional<FileCursor> from);
  ~FileFeed() override { stop(); }

 private:
  void read_on() override;
  /// Reads to the end and waits there. Returns when the file was replaced, cut, or the feed is to stop.
  void follow(int descriptor);
  /// False: stop.
  bool take_block(std::string_view block, LineSplitter& splitter, FeedDecoder& decoder);
  bool replaced(int descriptor) const;

  FileCursor cursor_;
};

}  // namespace quaywatt::server
