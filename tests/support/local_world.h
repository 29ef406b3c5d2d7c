#pragma once
// The berth cabinet of berth_world.h with its local interface on a real socket of 127.0.0.1, and a client for it.

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/StreamSocket.h>

#include <iterator>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>

#include "berth-agent/local/local_server.h"
#include "berth-agent/local/pin_hash.h"
#include "tests/support/berth_world.h"

namespace quaywatt::test {

using nlohmann::json;

class FakeLink : public agent::LinkMonitor {
 public:
  agent::LinkState state() const override { return shown; }
  void wake() override { ++woken; }
  agent::LinkState shown;
  std::atomic<int> woken{0};
};

struct Reply {
  int http_code = 0;
  std::map<std::string, std::string> headers;
  std::string text;
  json body() const { return json::parse(text); }
  std::string code() const { return body().value("code", ""); }
};

using Headers = std::map<std::string, std::string>;

/// PINs 111111 (wang), 222222 (li); Argon2 at the cheapest, because tests log in often.
inline std::vector<agent::OperatorConfig> two_operators() {
  static const std::string wang = agent::hash_pin("111111", {1, 8});
  static const std::string li = agent::hash_pin("222222", {1, 8});
  return {{"wang", "王强", domain::ActorRole::terminal_operator, wang}, {"li", "李敏", domain::ActorRole::foreman, li}};
}

class LocalWorld : public BerthWorld {
 public:
  explicit LocalWorld(agent::LocalServerSettings settings = {"127.0.0.1", 0}, agent::LoginSettings login_settings = {})
      : logins(two_operators(), login_settings, [this] { return elapsed; }),
        server(settings, {desk(), logins, link, "jy-shili-01"}, [this](const std::string& line) {
          const std::lock_guard lock(log_mutex);
          log += line + "\n";
        }) {
    server.start();
  }

  Reply ask(const std::string& method, const std::string& path, const std::string& body = {}, Headers headers = {}) {
    Poco::Net::HTTPClientSession session("127.0.0.1", server.tcp_port());
    session.setTimeout(Poco::Timespan(10, 0));
    Poco::Net::HTTPRequest request(method, path, Poco::Net::HTTPMessage::HTTP_1_1);
    if (method == "POST" && !headers.contains("Content-Type")) headers["Content-Type"] = "application/json";
    for (const auto& [name, value] : headers) request.set(name, value);
    request.setContentLength(static_cast<std::streamsize>(body.size()));
    session.sendRequest(request) << body;
    Poco::Net::HTTPResponse response;
    std::istream& in = session.receiveResponse(response);
    Reply reply{static_cast<int>(response.getStatus()), {}, {std::istreambuf_iterator<char>(in), {}}};
    for (const auto& [name, value] : response) reply.headers[name] = value;
    return reply;
  }
  Reply get(const std::string& path, const std::string& token) {
    return ask("GET", "/local/v1" + path, {}, {{"Authorization", "Bearer " + token}});
  }
  Reply post(const std::string& path, const json& body, const std::string& token) {
    return ask("POST", "/local/v1" + path, body.dump(), {{"Authorization", "Bearer " + token}});
  }
  Reply log_in(const std::string& id, const std::string& pin) {
    return ask("POST", "/local/v1/login", json{{"operator", id}, {"pin", pin}}.dump());
  }
  std::string token_of(const std::string& id, const std::string& pin) { return log_in(id, pin).body()["token"]; }

  /// Sends bytes as they are and returns what comes back until the server closes.
  std::string raw(const std::string& bytes) {
    Poco::Net::StreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", server.tcp_port()));
    socket.setReceiveTimeout(Poco::Timespan(10, 0));
    socket.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
    socket.shutdownSend();
    std::string out;
    char buffer[4096];
    for (int n = socket.receiveBytes(buffer, sizeof buffer); n > 0; n = socket.receiveBytes(buffer, sizeof buffer)) {
      out.append(buffer, static_cast<std::size_t>(n));
    }
    return out;
  }

  domain::Millis elapsed{0};
  FakeLink link;
  agent::Logins logins;
  std::mutex log_mutex;
  std::string log;
  agent::LocalServer server;
};

}  // namespace quaywatt::test
