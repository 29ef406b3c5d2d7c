#pragma once
// "127.0.0.1:8443", "[::1]:8443" or "ais.example:4001": where to listen, or whom to call.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::server {

struct ListenAddress {
  std::string host;
  std::uint16_t tcp_port = 0;   ///< or the UDP port
};

/// nullopt: no host, or a port that is not 1 to 65535.
std::optional<ListenAddress> parse_listen_address(std::string_view text);

}  // namespace quaywatt::server
