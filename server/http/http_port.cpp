#include "server/http/http_port.h"

#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "server/http/request_edge.h"

namespace quaywatt::server {

namespace {

using namespace Poco::Net;

constexpr int kBacklog = 1024;
constexpr int kMaxKeptRequests = 100;
constexpr auto kStopPatience = std::chrono::seconds(5);

Poco::Timespan timespan(std::chrono::milliseconds duration) {
  return Poco::Timespan(std::chrono::duration_cast<std::chrono::microseconds>(duration).count());
}

class EdgeFactory : public HTTPRequestHandlerFactory {
 public:
  EdgeFactory(PortInside& port, std::shared_ptr<ConnectionWatch::Guard> guard, std::atomic<bool>& read)
      : port_(port), guard_(std::move(guard)), read_(read) {}

  HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override {
    read_ = true;
    return new RequestEdge(port_, guard_);
  }

 private:
  PortInside& port_;
  std::shared_ptr<ConnectionWatch::Guard> guard_;
  std::atomic<bool>& read_;
};

/// A connection under watch from its first moment, so that a stalled handshake ends as well.
class WatchedConnection : public TCPServerConnection {
 public:
  WatchedConnection(const StreamSocket& socket, PortInside& port, ConnectionWatch& watch, HTTPServerParams::Ptr params)
      : TCPServerConnection(socket), port_(port), watch_(watch), params_(std::move(params)) {}

  void run() override {
    const auto guard = std::make_shared<ConnectionWatch::Guard>(watch_, socket().impl()->sockfd());
    guard->expect_by(ConnectionWatch::Clock::now() + port_.settings.limits.receive_limit);
    // Before the handshake, which costs us most.
    const std::string address = counted_address();
    const auto share = address.empty() ? std::optional<ShareLimit::Ticket>() : port_.by_address.enter(address);
    if (!address.empty() && !share) return port_.surroundings.metrics.turned_away(port_.settings.name);
    try {
      HTTPServerConnection(socket(), params_, new EdgeFactory(port_, guard, request_read_)).run();
    } catch (const Poco::Exception&) {
      // The client went away, or never was one of ours: its own affair, counted below.
    }
    if (!request_read_) port_.surroundings.metrics.tls_failed(port_.settings.name);
  }

 private:
  /// Empty for whoever is not counted: a proxy of ours on this machine.
  std::string counted_address() {
    try {
      const auto host = socket().peerAddress().host();
      return host.isLoopback() && !port_.settings.limits.count_loopback ? "" : host.toString();
    } catch (const Poco::Exception&) {
      return "";  // gone already; what follows will find out
    }
  }

  PortInside& port_;
  ConnectionWatch& watch_;
  HTTPServerParams::Ptr params_;
  std::atomic<bool> request_read_{false};
};

class WatchedConnectionFactory : public TCPServerConnectionFactory {
 public:
  WatchedConnectionFactory(PortInside& port, ConnectionWatch& watch, HTTPServerParams::Ptr params)
      : port_(port), watch_(watch), params_(std::move(params)) {}

  TCPServerConnection* createConnection(const StreamSocket& socket) override {
    return new WatchedConnection(socket, port_, watch_, params_);
  }

 private:
  PortInside& port_;
  ConnectionWatch& watch_;
  HTTPServerParams::Ptr params_;
};

HTTPServerParams::Ptr server_params(const PortLimits& limits) {
  HTTPServerParams::Ptr params = new HTTPServerParams;
  params->setSoftwareVersion("");
  params->setMaxThreads(limits.max_threads);
  params->setMaxQueued(limits.max_queued);
  params->setTimeout(timespan(limits.send_timeout));
  params->setKeepAlive(limits.keep_alive);
  params->setKeepAliveTimeout(timespan(limits.keep_alive_timeout));
  params->setMaxKeepAliveRequests(kMaxKeptRequests);
  return params;
}

SecureServerSocket listening_socket(const PortSettings& settings) {
  const auto context = server_tls_context(settings.tls);
  try {
    return SecureServerSocket(SocketAddress(settings.address, settings.tcp_port), kBacklog, context);
  } catch (const Poco::Exception& error) {
    throw std::runtime_error("无法监听 / cannot listen on " + settings.address + ":" +
                             std::to_string(settings.tcp_port) + ": " + error.displayText());
  }
}

}  // namespace

struct HttpPort::Running {
  PortInside inside;
  ConnectionWatch watch;
  Poco::ThreadPool threads;
  TCPServer server;

  Running(PortSettings settings, std::vector<Route> routes, Gate gate, PortSurroundings surroundings)
      : inside{std::move(settings), Router(std::move(routes)), std::move(gate),
               Admission(inside.settings.limits.max_in_work), ShareLimit(inside.settings.limits.max_per_address),
               ShareLimit(inside.settings.limits.max_per_agent), std::move(surroundings),
               [this] { return server.queuedConnections(); }},
        threads(2, inside.settings.limits.max_threads + 1),
        server(new WatchedConnectionFactory(inside, watch, server_params(inside.settings.limits)), threads,
               listening_socket(inside.settings), server_params(inside.settings.limits)) {}
};

HttpPort::HttpPort(PortSettings settings, std::vector<Route> routes, Gate gate, PortSurroundings surroundings)
    : running_(std::make_unique<Running>(std::move(settings), std::move(routes), std::move(gate),
                                         std::move(surroundings))) {
  running_->server.start();
}

HttpPort::~HttpPort() {
  running_->server.stop();
  const auto deadline = ConnectionWatch::Clock::now() + kStopPatience;
  while (running_->server.currentThreads() > 0 && ConnectionWatch::Clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  running_->watch.shut_all();
  running_->threads.joinAll();
}

std::uint16_t HttpPort::tcp_port() const { return running_->server.port(); }

}  // namespace quaywatt::server
