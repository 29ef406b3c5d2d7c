#include "server/ais/udp_feed.h"

#include <Poco/Exception.h>
#include <Poco/Net/DatagramSocket.h>
#include <Poco/Net/SocketAddress.h>

#include <stdexcept>
#include <vector>

#include "server/ais/allowed_sender.h"

namespace quaywatt::server {

namespace {

constexpr std::size_t kUdpSendersMax = 256;
constexpr int kReceiveBufferBytes = 4 * 1024 * 1024;  // what the kernel holds while the thread is not running

}  // namespace

UdpFeed::UdpFeed(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings)
    : FeedThread(std::move(config), number, std::move(surroundings)) {
  start();
}

FeedDecoder& UdpFeed::decoder_of(const std::string& sender) {
  if (decoders_.size() >= kUdpSendersMax && !decoders_.contains(sender)) decoders_.clear();
  return decoders_.try_emplace(sender, decoder()).first->second;
}

void UdpFeed::read_on() {
  try {
    Poco::Net::DatagramSocket socket(Poco::Net::SocketAddress(config_.address.host, config_.address.tcp_port), true);
    socket.setReceiveBufferSize(kReceiveBufferBytes);
    port_ = socket.address().port();
    succeeded();
    std::vector<char> bytes(kFeedReadBytes);
    while (!stopping()) {
      if (!socket.poll({0, 0, 0, 0, static_cast<int>(kFeedTick.count() * 1000)}, Poco::Net::Socket::SELECT_READ)) {
        continue;
      }
      Poco::Net::SocketAddress from;
      const int got = socket.receiveFrom(bytes.data(), static_cast<int>(bytes.size()), from);
      if (got <= 0) continue;
      if (!allowed_sender(config_, from.host().toString())) {
        surroundings_.counts.add(FeedCause::sender_refused);
        continue;
      }
      FeedDecoder& decoder = decoder_of(from.toString());
      LineSplitter lines;
      take_bytes({bytes.data(), static_cast<std::size_t>(got)}, lines, decoder);
      lines.flush([&](std::string_view line, std::size_t, bool too_long) { take_line(line, too_long, decoder); });
    }
  } catch (const Poco::Exception& error) {
    throw std::runtime_error(error.displayText());
  }
}

}  // namespace quaywatt::server
