#include "server/ais/tcp_client_feed.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <stdexcept>
#include <vector>

namespace quaywatt::server {

namespace {

constexpr int kConnectSeconds = 5;

Poco::Timespan poco(domain::Millis time) { return {0, 0, 0, 0, static_cast<int>(time.count() * 1000)}; }

}  // namespace

TcpClientFeed::TcpClientFeed(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings)
    : FeedThread(std::move(config), number, std::move(surroundings)) {
  start();
}

void TcpClientFeed::read_on() {
  Poco::Net::StreamSocket socket;
  try {
    socket.connect(Poco::Net::SocketAddress(config_.address.host, config_.address.tcp_port),
                   Poco::Timespan(kConnectSeconds, 0));
  } catch (const Poco::Exception& error) {
    throw std::runtime_error(error.displayText());
  }
  surroundings_.counts.add(FeedCause::connected);
  LineSplitter splitter;
  auto decoder = this->decoder();
  std::vector<char> bytes(kFeedReadBytes);
  const domain::Millis patience = std::chrono::seconds{config_.silent_after_s};
  domain::Millis silent{0};
  while (!stopping() && silent < patience) {
    if (!socket.poll(poco(kFeedTick), Poco::Net::Socket::SELECT_READ)) {
      silent += kFeedTick;
      continue;
    }
    const int got = socket.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
    if (got <= 0) break;
    silent = domain::Millis{0};
    succeeded();
    take_bytes({bytes.data(), static_cast<std::size_t>(got)}, splitter, decoder);
  }
  if (stopping()) return;
  surroundings_.counts.add(FeedCause::connection_lost);
  throw std::runtime_error(silent >= patience ? "silent for too long" : "closed by the sender");
}

}  // namespace quaywatt::server
