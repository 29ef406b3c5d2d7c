#include "server/ais/tcp_listener_feed.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

#include <chrono>
#include <stdexcept>

#include "server/ais/allowed_sender.h"

namespace quaywatt::server {

namespace {

constexpr int kBacklog = 16;

Poco::Timespan poco(domain::Millis time) { return {0, 0, 0, 0, static_cast<int>(time.count() * 1000)}; }

}  // namespace

TcpListenerFeed::TcpListenerFeed(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings)
    : FeedThread(std::move(config), number, std::move(surroundings)) {
  start();
}

void TcpListenerFeed::accept_from(Poco::Net::ServerSocket& listener) {
  Poco::Net::SocketAddress from;
  Poco::Net::StreamSocket socket = listener.acceptConnection(from);
  if (senders_.size() >= kFeedSendersMax || !allowed_sender(config_, from.host().toString())) {
    surroundings_.counts.add(FeedCause::sender_refused);
    return;  // closed with its last copy
  }
  surroundings_.counts.add(FeedCause::connected);
  senders_.push_back({socket, {}, decoder(), {}});
}

bool TcpListenerFeed::read_from(Sender& sender) {
  try {
    const int got = sender.socket.receiveBytes(bytes_.data(), static_cast<int>(bytes_.size()));
    if (got <= 0) return false;
    sender.silent = domain::Millis{0};
    take_bytes({bytes_.data(), static_cast<std::size_t>(got)}, sender.splitter, sender.decoder);
    return true;
  } catch (const Poco::Exception&) {
    return false;  // one sender's broken connection is no reason to leave the others
  }
}

void TcpListenerFeed::read_ready(Poco::Net::ServerSocket& listener) {
  Poco::Net::Socket::SocketList readable{listener};
  for (const auto& sender : senders_) readable.push_back(sender.socket);
  Poco::Net::Socket::SocketList writable;
  Poco::Net::Socket::SocketList broken;
  Poco::Net::Socket::select(readable, writable, broken, poco(kFeedTick));
  const auto ready = [&](const Poco::Net::Socket& socket) {
    return std::find(readable.begin(), readable.end(), socket) != readable.end();
  };
  const domain::Millis patience = std::chrono::seconds{config_.silent_after_s};
  const auto gone = std::erase_if(senders_, [&](Sender& sender) {
    if (ready(sender.socket)) return !read_from(sender);
    if (readable.empty()) sender.silent += kFeedTick;  // the whole tick passed without a byte from anyone
    return sender.silent >= patience;
  });
  surroundings_.counts.add(FeedCause::connection_lost, gone);
  if (ready(listener)) accept_from(listener);
}

void TcpListenerFeed::read_on() {
  try {
    Poco::Net::ServerSocket listener;
    listener.bind(Poco::Net::SocketAddress(config_.address.host, config_.address.tcp_port), true);
    listener.listen(kBacklog);
    port_ = listener.address().port();
    succeeded();
    while (!stopping()) read_ready(listener);
  } catch (const Poco::Exception& error) {
    throw std::runtime_error(error.displayText());
  }
}

}  // namespace quaywatt::server
