#pragma once
// A TCP port on which bytes come in and answers go out: a meter's line, or the control port.

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quaywatt::simulator {

/// Gets all bytes heard on a connection and not yet dealt with; takes what it deals with off the front and returns
/// what to send. Called by several threads, one for each connection.
using Answerer = std::function<std::vector<std::uint8_t>(std::vector<std::uint8_t>& heard)>;

class LineServer {
 public:
  /// Port 0 takes a free one. Throws Poco::Exception when the port is taken.
  LineServer(const std::string& bind_host, std::uint16_t tcp_port, Answerer answerer);
  ~LineServer();

  std::uint16_t tcp_port() const { return socket_.address().port(); }

 private:
  std::atomic<bool> stopping_{false};
  Poco::Net::ServerSocket socket_;
  std::unique_ptr<Poco::Net::TCPServer> server_;
};

}  // namespace quaywatt::simulator
