#include "berth-agent/local/local_server.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/ThreadPool.h>

#include <algorithm>
#include <istream>
#include <stdexcept>

namespace quaywatt::agent {

namespace {

using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;

constexpr std::size_t kDrainMaxBytes = 1024 * 1024;

/// Reads at most `max_bytes`; nullopt when there is more, or less than was announced.
std::optional<std::string> read_limited(HTTPServerRequest& request, std::size_t max_bytes) {
  if (request.hasContentLength() && request.getContentLength64() > static_cast<Poco::Int64>(max_bytes)) {
    return std::nullopt;
  }
  std::string body(max_bytes + 1, '\0');
  request.stream().read(body.data(), static_cast<std::streamsize>(body.size()));
  body.resize(static_cast<std::size_t>(request.stream().gcount()));
  const auto announced = static_cast<std::size_t>(std::max<Poco::Int64>(0, request.getContentLength64()));
  const bool broke_off = request.hasContentLength() && announced != body.size();
  if (body.size() > max_bytes || broke_off) return std::nullopt;
  return body;
}

/// What was not read would make the operating system cut the connection before the client has the answer.
void drain(HTTPServerRequest& request) {
  if (request.getMethod() == "GET") return;
  request.stream().clear();
  request.stream().ignore(static_cast<std::streamsize>(kDrainMaxBytes));
}

Arrival arrival_of(HTTPServerRequest& request) {
  Arrival arrival;
  arrival.method = request.getMethod();
  arrival.path = request.getURI().substr(0, request.getURI().find('?'));
  arrival.host = request.get("Host", "");
  arrival.origin = request.get("Origin", "");
  arrival.fetch_site = request.get("Sec-Fetch-Site", "");
  arrival.content_type = request.get("Content-Type", "");
  arrival.authorization = request.get("Authorization", "");
  arrival.source = request.clientAddress().host().toString();
  arrival.read_body = [&request](std::size_t max_bytes) { return read_limited(request, max_bytes); };
  return arrival;
}

void send(const Answer& answer, HTTPServerResponse& response) {
  response.setStatusAndReason(static_cast<HTTPServerResponse::HTTPStatus>(answer.http_code));
  response.set("Cache-Control", "no-store");
  response.set("X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : answer.headers) response.set(name, value);
  if (answer.http_code == 204) {
    response.setContentLength(0);
    response.send();
    return;
  }
  // A text that is no UTF-8 (a driver's message) is shown with marks in the place of the bad bytes.
  const std::string body = answer.body.dump(-1, ' ', false, Json::error_handler_t::replace);
  response.setContentType(answer.is_problem() ? "application/problem+json" : "application/json");
  response.sendBuffer(body.data(), body.size());
}

class LocalHandler : public Poco::Net::HTTPRequestHandler {
 public:
  LocalHandler(LocalService& service, bool crowded) : service_(service), crowded_(crowded) {}

  void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
    const Answer answer = crowded_ ? shed() : service_.answer(arrival_of(request));
    if (answer.is_problem()) drain(request);
    send(answer, response);
  }

 private:
  static Answer shed() {
    Answer answer = problem(503, "busy", "请求过多。请稍后重试。", "Too many requests. Try again shortly.");
    answer.headers.emplace_back("Retry-After", "1");
    return answer;
  }

  LocalService& service_;
  bool crowded_;
};

class LocalHandlerFactory : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  LocalHandlerFactory(LocalService& service, int shed_above) : service_(service), shed_above_(shed_above) {}
  void watch(const Poco::Net::TCPServer& server) { server_ = &server; }

  Poco::Net::HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override {
    return new LocalHandler(service_, server_ != nullptr && server_->queuedConnections() > shed_above_);
  }

 private:
  LocalService& service_;
  int shed_above_;
  const Poco::Net::TCPServer* server_ = nullptr;
};

Poco::Net::ServerSocket bound(const LocalServerSettings& settings) {
  const Poco::Net::SocketAddress address(settings.host, settings.tcp_port);
  if (!address.host().isLoopback()) {
    throw std::runtime_error("本地接口只能监听回环地址 / the local interface listens on a loopback address only: " +
                             address.toString());
  }
  try {
    return Poco::Net::ServerSocket(address, settings.max_queued);
  } catch (const Poco::Exception& refused) {
    throw std::runtime_error("本地接口无法监听 / the local interface cannot listen on " + address.toString() + ": " +
                             refused.displayText());
  }
}

Poco::Net::HTTPServerParams::Ptr params_of(const LocalServerSettings& settings) {
  Poco::Net::HTTPServerParams::Ptr params(new Poco::Net::HTTPServerParams);
  params->setMaxThreads(settings.threads);
  params->setMaxQueued(settings.max_queued);
  params->setTimeout(Poco::Timespan(0, 1000 * static_cast<Poco::Timespan::TimeDiff>(settings.receive_timeout_ms)));
  params->setKeepAlive(false);  // a kept connection would hold one of the few threads
  return params;
}

}  // namespace

struct LocalServer::Sockets {
  Sockets(LocalService& service, const LocalServerSettings& settings, const Poco::Net::ServerSocket& socket)
      : pool(2, settings.threads), factory(new LocalHandlerFactory(service, settings.shed_above)),
        server(factory, pool, socket, params_of(settings)) {
    static_cast<LocalHandlerFactory&>(*factory).watch(server);
  }
  Poco::ThreadPool pool;
  Poco::Net::HTTPRequestHandlerFactory::Ptr factory;
  Poco::Net::HTTPServer server;
};

LocalServer::LocalServer(LocalServerSettings settings, LocalParts parts, std::function<void(const std::string&)> log) {
  const Poco::Net::ServerSocket socket = bound(settings);
  auto names = loopback_names(settings.host, socket.address().port());
  service_ = std::make_unique<LocalService>(std::move(parts), std::move(names), std::move(log));
  sockets_ = std::make_unique<Sockets>(*service_, settings, socket);
}

LocalServer::~LocalServer() { stop(); }

void LocalServer::start() { sockets_->server.start(); }

void LocalServer::stop() {
  sockets_->server.stopAll(false);
  sockets_->pool.joinAll();
}

std::uint16_t LocalServer::tcp_port() const { return sockets_->server.port(); }

}  // namespace quaywatt::agent
