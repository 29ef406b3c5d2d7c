#pragma once
// Datagrams of one or more sentences each.

#include <atomic>
#include <map>

#include "server/ais/feed_thread.h"

namespace quaywatt::server {

class UdpFeed : public FeedThread {
 public:
  UdpFeed(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings);
  ~UdpFeed() override { stop(); }
  std::uint16_t port() const override { return port_; }

 private:
  void read_on() override;
  /// The decoder of a sender. Beyond the limit all are forgotten, which costs the parts that wait, no more.
  FeedDecoder& decoder_of(const std::string& sender);

  std::map<std::string, FeedDecoder> decoders_;
  std::atomic<std::uint16_t> port_{0};
};

}  // namespace quaywatt::server
