#include "ops/meter-simulator/line_server.h"

#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/Net/TCPServerParams.h>
#include <Poco/Timespan.h>

#include <array>
#include <utility>

namespace quaywatt::simulator {
namespace {

constexpr std::size_t kMostUnanswered = 64 * 1024;  // what then is no request yet never will be one
constexpr int kMostConnections = 16;
const Poco::Timespan kLookForStop(0, 200'000);

class Connection final : public Poco::Net::TCPServerConnection {
 public:
  Connection(const Poco::Net::StreamSocket& socket, const Answerer& answerer, const std::atomic<bool>& stopping)
      : TCPServerConnection(socket), answerer_(answerer), stopping_(stopping) {}

  void run() override {
    try {
      serve();
    } catch (const Poco::Exception&) {
      // The far end is gone: the next connection starts afresh.
    }
  }

 private:
  void serve() {
    std::vector<std::uint8_t> heard;
    std::array<std::uint8_t, 4096> room{};
    while (!stopping_ && heard.size() < kMostUnanswered) {
      if (!socket().poll(kLookForStop, Poco::Net::Socket::SELECT_READ)) continue;
      const int received = socket().receiveBytes(room.data(), static_cast<int>(room.size()));
      if (received <= 0) return;
      heard.insert(heard.end(), room.begin(), room.begin() + received);
      const auto answer = answerer_(heard);
      for (std::size_t sent = 0; sent < answer.size();) {
        sent +=
            static_cast<std::size_t>(socket().sendBytes(answer.data() + sent, static_cast<int>(answer.size() - sent)));
      }
    }
  }

  const Answerer& answerer_;
  const std::atomic<bool>& stopping_;
};

class Connections final : public Poco::Net::TCPServerConnectionFactory {
 public:
  Connections(Answerer answerer, const std::atomic<bool>& stopping)
      : answerer_(std::move(answerer)), stopping_(stopping) {}

  Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
    return new Connection(socket, answerer_, stopping_);  // owned by Poco's dispatcher
  }

 private:
  Answerer answerer_;
  const std::atomic<bool>& stopping_;
};

}  // namespace

LineServer::LineServer(const std::string& bind_host, std::uint16_t tcp_port, Answerer answerer)
    : socket_(Poco::Net::SocketAddress(bind_host, tcp_port)) {
  auto* params = new Poco::Net::TCPServerParams;  // owned by the server
  params->setMaxThreads(kMostConnections);
  params->setMaxQueued(kMostConnections);
  server_ = std::make_unique<Poco::Net::TCPServer>(new Connections(std::move(answerer), stopping_), socket_, params);
  server_->start();
}

LineServer::~LineServer() {
  stopping_ = true;
  server_->stop();
  server_.reset();
}

}  // namespace quaywatt::simulator
