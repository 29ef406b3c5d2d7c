#pragma once
// A TLS port that answers its routes. A thread for each connection, as Poco serves them, with limits on all of it.

#include <memory>
#include <vector>

#include "server/http/port_settings.h"

namespace quaywatt::server {

class HttpPort {
 public:
  /// Listens from the start. Throws std::runtime_error naming address or file that does not do.
  HttpPort(PortSettings settings, std::vector<Route> routes, Gate gate, PortSurroundings surroundings);
  /// Stops taking connections and lets requests in work end, a few seconds at most.
  ~HttpPort();

  std::uint16_t tcp_port() const;

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace quaywatt::server
