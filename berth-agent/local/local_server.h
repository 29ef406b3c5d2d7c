#pragma once
// The local interface on a loopback socket. The terminal's page and the programs of this cabinet speak to it; it works
// with the server gone.

#include <cstdint>
#include <memory>
#include <string>

#include "berth-agent/local/local_service.h"

namespace quaywatt::agent {

struct LocalServerSettings {
  std::string host = "127.0.0.1";  ///< a loopback address
  std::uint16_t tcp_port = 8480;   ///< 0: any free one (tests)
  int threads = 8;                 ///< requests at once; more than kMaxMeterWaits
  int shed_above = 16;             ///< connections waiting for a thread beyond which 503 is answered
  int max_queued = 64;             ///< beyond it the operating system's queue fills
  std::int32_t receive_timeout_ms = 5'000;  ///< a client silent for this long is let go
};

class LocalServer {
 public:
  /// Binds at once; throws std::runtime_error naming address and port when it is taken. Answers nothing before `start`.
  LocalServer(LocalServerSettings settings, LocalParts parts, std::function<void(const std::string&)> log);
  ~LocalServer();  ///< stops
  LocalServer(const LocalServer&) = delete;
  LocalServer& operator=(const LocalServer&) = delete;

  void start();
  /// Takes no more requests and waits for those under way.
  void stop();

  std::uint16_t tcp_port() const;

 private:
  struct Sockets;
  std::unique_ptr<LocalService> service_;
  std::unique_ptr<Sockets> sockets_;
};

}  // namespace quaywatt::agent
