#include "server/ais/feed.h"

#include <stdexcept>

#include "server/ais/file_feed.h"
#include "server/ais/tcp_client_feed.h"
#include "server/ais/tcp_listener_feed.h"
#include "server/ais/udp_feed.h"

namespace quaywatt::server {

std::unique_ptr<Feed> start_feed(const AisFeedConfig& config, std::uint16_t number, FeedSurroundings surroundings,
                                 std::optional<FileCursor> from) {
  using Kind = AisFeedConfig::Kind;
  switch (config.kind) {
    case Kind::tcp_client: return std::make_unique<TcpClientFeed>(config, number, std::move(surroundings));
    case Kind::tcp_listener: return std::make_unique<TcpListenerFeed>(config, number, std::move(surroundings));
    case Kind::udp_listener: return std::make_unique<UdpFeed>(config, number, std::move(surroundings));
    case Kind::file: return std::make_unique<FileFeed>(config, number, std::move(surroundings), from);
  }
  throw std::logic_error("a feed of no kind");
}

}  // namespace quaywatt::server
