#pragma once
// Is called by receivers. Takes the senders it was told of, and so many at once.

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <list>

#include "server/ais/feed_thread.h"

namespace quaywatt::server {

inline constexpr std::size_t kFeedSendersMax = 64;

class TcpListenerFeed : public FeedThread {
 public:
  TcpListenerFeed(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings);
  ~TcpListenerFeed() override { stop(); }
  std::uint16_t port() const override { return port_; }

 private:
  struct Sender {
    Poco::Net::StreamSocket socket;
    LineSplitter splitter;
    FeedDecoder decoder;
    domain::Millis silent{0};
  };
  void read_on() override;
  void accept_from(Poco::Net::ServerSocket& listener);
  bool read_from(Sender& sender);
  void read_ready(Poco::Net::ServerSocket& listener);

  std::list<Sender> senders_;
  std::vector<char> bytes_ = std::vector<char>(kFeedReadBytes);
  std::atomic<std::uint16_t> port_{0};
};

}  // namespace quaywatt::server
