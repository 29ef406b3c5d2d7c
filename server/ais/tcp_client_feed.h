#pragma once
// Calls a receiver or a provider and reads what it sends (faults N3, N4, N7).

#include "server/ais/feed_thread.h"

namespace quaywatt::server {

class TcpClientFeed : public FeedThread {
 public:
  TcpClientFeed(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings);
  ~TcpClientFeed() override { stop(); }

 private:
  void read_on() override;
};

}  // namespace quaywatt::server
