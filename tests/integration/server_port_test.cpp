// A port by itself: routes and who may, limits, and what a request that fails leaves behind.

#include <gtest/gtest.h>

#include <Poco/Exception.h>
#include <Poco/Net/SecureStreamSocket.h>

#include <future>
#include <latch>
#include <semaphore>
#include <thread>

#include "berth-agent/uplink/https_exchange.h"
#include "server/enrolment/authority_files.h"
#include "server/http/http_port.h"
#include "server/http/share_limit.h"
#include "server/http/site_gate.h"
#include "server/store/store_error.h"
#include "tests/support/server_world.h"

namespace quaywatt::server {
namespace {

using test::reply_of;

/// A port without client certificates, answering the given routes.
class PortTest : public testing::Test {
 protected:
  PortTest() : log(log_text, [] { return domain::Instant{}; }) {
    create_authority(directory.path() / "pki", {"localhost", "127.0.0.1"},
                     std::chrono::floor<domain::Millis>(std::chrono::system_clock::now()));
    settings.name = "test";
    settings.tls = {directory.path() / "pki/server.crt", directory.path() / "pki/server.key", {}};
  }

  void open(std::vector<Route> routes) {
    port.emplace(settings, std::move(routes), site_gate({}),
                 PortSurroundings{log, metrics, [] { return domain::Instant{}; }});
  }

  Poco::Net::Context::Ptr context() const { return agent::tls_context({directory.path() / "pki/ca.crt", {}, {}}); }

  agent::ServerReply ask(const std::string& method, const std::string& path, const std::string& type = {},
                         const std::string& body = {}) {
    return reply_of(agent::https_exchange({"127.0.0.1", port->tcp_port()}, context(),
                                          {method, path, type, {}, body, domain::Millis(60'000)}));
  }

  /// Sends bytes as they are and reads to the end.
  std::string raw(const std::string& bytes) {
    Poco::Net::SecureStreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", port->tcp_port()), context());
    try {
      socket.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
    } catch (const Poco::Exception&) {
      // The server may have heard enough before all is said.
    }
    return read_all(socket);
  }

  static std::string read_all(Poco::Net::SecureStreamSocket& socket) {
    std::string text;
    std::array<char, 4096> chunk;
    try {
      while (true) {
        const int got = socket.receiveBytes(chunk.data(), static_cast<int>(chunk.size()));
        if (got <= 0) return text;
        text.append(chunk.data(), static_cast<std::size_t>(got));
      }
    } catch (const Poco::Exception&) {
      return text;  // cut off
    }
  }

  test::TempDir directory;
  test::SharedLog log_text;
  Log log;
  ServerMetrics metrics;
  PortSettings settings;
  std::optional<HttpPort> port;
};

HttpAnswer text(std::string body) {
  HttpAnswer answer;
  answer.body = std::move(body);
  return answer;
}

TEST_F(PortTest, AnswersWhatIsInItsTableAndNothingElse) {
  open({{"GET", "/agents/{agent}/head", Access::anyone,
         [](const HttpCall& call) { return text(call.path_parameters.at("agent")); }},
        {"GET", "/secret", Access::agent, [](const HttpCall&) { return text("secret"); }}});
  EXPECT_EQ(ask("GET", "/agents/jy-01/head").body, "jy-01");
  EXPECT_EQ(ask("GET", "/agents/jy-01").http_code, 404);
  EXPECT_EQ(ask("GET", "/agents//head").http_code, 404);
  EXPECT_EQ(ask("GET", "/agents/jy-01/head/").http_code, 404);
  EXPECT_EQ(ask("GET", "/agents/../secret").http_code, 404);
  EXPECT_EQ(ask("POST", "/agents/jy-01/head", "text/plain", "x").http_code, 405);
  EXPECT_EQ(ask("GET", "/secret").http_code, 403);  // a gate that does not know a kind of access refuses it
}

TEST_F(PortTest, S5_AnExceptionFailsItsRequestAloneAndNamesIt) {
  open({{"GET", "/bad", Access::anyone, [](const HttpCall&) -> HttpAnswer { throw std::runtime_error("pass\nword"); }},
        {"GET", "/odd", Access::anyone, [](const HttpCall&) -> HttpAnswer { throw 5; }},
        {"GET", "/away", Access::anyone, [](const HttpCall&) -> HttpAnswer { throw StoreUnavailable("no database"); }},
        {"GET", "/good", Access::anyone, [](const HttpCall&) { return text("good"); }}});
  const auto bad = ask("GET", "/bad");
  EXPECT_EQ(bad.http_code, 500);
  EXPECT_EQ(bad.body.find("pass"), std::string::npos);  // what went wrong is for the log
  const auto at = bad.body.find("\"request_id\":\"");
  ASSERT_NE(at, std::string::npos);
  const std::string id = bad.body.substr(at + 14, 16);
  EXPECT_NE(log_text.text().find("\"request\":\"" + id + "\",\"path\":\"/bad\",\"why\":\"pass\\nword\""),
            std::string::npos);
  EXPECT_EQ(ask("GET", "/odd").http_code, 500);
  const auto away = ask("GET", "/away");
  EXPECT_EQ(away.http_code, 503);
  EXPECT_TRUE(away.retry_after);
  EXPECT_EQ(ask("GET", "/good").body, "good");
}

TEST_F(PortTest, N9_WhatIsMoreThanItMayTakeOnIsToldToComeLater) {
  settings.limits.max_in_work = 1;
  settings.limits.max_threads = 3;
  settings.limits.admission_wait = std::chrono::milliseconds(0);
  std::latch entered(1);
  std::latch leave(1);
  open({{"GET", "/slow", Access::anyone, [&](const HttpCall&) {
           entered.count_down();
           leave.wait();
           return text("slow");
         }}});
  auto first = std::async(std::launch::async, [&] { return ask("GET", "/slow"); });
  entered.wait();
  const auto second = ask("GET", "/slow");
  EXPECT_EQ(second.http_code, 503);
  ASSERT_TRUE(second.retry_after);
  EXPECT_GE(*second.retry_after, std::chrono::seconds(2));
  leave.count_down();
  EXPECT_EQ(first.get().body, "slow");
  EXPECT_NE(metrics.text().find("quaywatt_turned_away_total{port=\"test\"} 1"), std::string::npos);
}

TEST_F(PortTest, N9_ABurstIsWorkedOffWithoutSendingAnyoneAway) {
  settings.limits.max_in_work = 1;
  settings.limits.max_threads = 4;
  settings.limits.admission_wait = std::chrono::minutes(1);
  open({{"GET", "/", Access::anyone, [](const HttpCall&) { return text("root"); }}});
  std::atomic<int> answered{0};
  std::vector<std::thread> clients;
  for (int index = 0; index < 40; ++index) {
    clients.emplace_back([&] { answered += ask("GET", "/").body == "root" ? 1 : 0; });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(answered, 40);
}

TEST_F(PortTest, X14_AClientThatDripsIsCutOff) {
  settings.limits.receive_limit = std::chrono::milliseconds(300);
  open({{"POST", "/in", Access::anyone, [](const HttpCall&) { return text("in"); }, 100, {"text/plain"}}});
  Poco::Net::SecureStreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", port->tcp_port()), context());
  const std::string begun = "POST /in HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 50\r\n\r\nabc";
  socket.sendBytes(begun.data(), static_cast<int>(begun.size()));
  EXPECT_EQ(read_all(socket).find("HTTP/1.1 200"), std::string::npos);  // ends, by the server's doing
  EXPECT_EQ(ask("POST", "/in", "text/plain", "abc").body, "in");
}

TEST_F(PortTest, X14_AClientThatNeverFinishesTheHandshakeIsCutOff) {
  settings.limits.receive_limit = std::chrono::milliseconds(300);
  settings.limits.max_threads = 2;
  settings.limits.max_in_work = 1;
  open({{"GET", "/", Access::anyone, [](const HttpCall&) { return text("in"); }}});
  const Poco::Net::SocketAddress address("127.0.0.1", port->tcp_port());
  std::vector<Poco::Net::StreamSocket> silent;
  for (int index = 0; index < 4; ++index) silent.emplace_back(address);  // more than there are threads
  EXPECT_EQ(ask("GET", "/").body, "in");
}

TEST_F(PortTest, X14_OneAddressHoldsNoMoreThanItsShareOfThePort) {
  settings.limits.count_loopback = true;
  settings.limits.max_per_address = 2;
  open({{"GET", "/hello", Access::anyone, [](const HttpCall&) { return text("hello"); }}});
  const Poco::Net::SocketAddress there("127.0.0.1", port->tcp_port());
  {
    // Two that say nothing at all.
    Poco::Net::StreamSocket one(there);
    Poco::Net::StreamSocket two(there);
    while (metrics.text().find("turned_away_total{") == std::string::npos) {
      try {
        raw("GET /hello HTTP/1.1\r\n\r\n");
      } catch (const Poco::Exception&) {
        // Cut off in the handshake: turned away.
      }
    }
  }
  while (true) {
    try {
      EXPECT_EQ(ask("GET", "/hello").body, "hello");
      break;
    } catch (const std::runtime_error&) {
      // Until the server has seen the two go.
    }
  }
}

TEST(ShareLimit, X14_CountsEachHolderByItself) {
  ShareLimit limit(2);
  auto one = limit.enter("10.0.0.1");
  auto two = limit.enter("10.0.0.1");
  EXPECT_TRUE(one && two);
  EXPECT_FALSE(limit.enter("10.0.0.1"));
  EXPECT_TRUE(limit.enter("10.0.0.2"));
  two.reset();
  EXPECT_TRUE(limit.enter("10.0.0.1"));
  ShareLimit none(0);
  EXPECT_TRUE(none.enter("x"));
}

TEST_F(PortTest, X14_OneCertificateHasAFewRequestsAtATime) {
  settings.limits.max_per_agent = 1;
  std::binary_semaphore inside{0};
  std::binary_semaphore leave{0};
  std::atomic<int> calls{0};
  port.emplace(
      settings,
      std::vector<Route>{{"GET", "/slow", Access::anyone,
                          [&](const HttpCall&) {
                            if (calls++ == 0) {
                              inside.release();
                              leave.acquire();
                            }
                            return text("done");
                          }}},
      [](Access, HttpCall& call) -> std::optional<HttpAnswer> {
        call.agent = call.query.empty() ? "jy-1" : "jy-2";
        return std::nullopt;
      },
      PortSurroundings{log, metrics, [] { return domain::Instant{}; }});
  std::thread first([&] { EXPECT_EQ(ask("GET", "/slow").body, "done"); });
  inside.acquire();
  const auto second = ask("GET", "/slow");
  EXPECT_EQ(second.http_code, 503);
  EXPECT_TRUE(second.retry_after);
  EXPECT_EQ(ask("GET", "/slow?other").body, "done") << "another agent is not held up";
  leave.release();
  first.join();
  EXPECT_EQ(ask("GET", "/slow").body, "done");
}

TEST_F(PortTest, ABodyBeyondTheLimitIsRefusedWhetherAnnouncedOrNot) {
  open({{"POST", "/in", Access::anyone, [](const HttpCall& call) { return text(call.body); }, 10, {"text/plain"}},
        {"GET", "/in", Access::anyone, [](const HttpCall&) { return text("get"); }}});
  EXPECT_EQ(ask("POST", "/in", "text/plain", "0123456789").body, "0123456789");
  EXPECT_EQ(ask("POST", "/in", "text/plain", "0123456789a").http_code, 413);
  EXPECT_EQ(ask("POST", "/in", "text/plain", std::string(400'000, 'x')).http_code, 413);
  EXPECT_EQ(ask("GET", "/in", "text/plain", "x").http_code, 413);
  const std::string chunked = "POST /in HTTP/1.1\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"
                              "Connection: close\r\n\r\n";
  EXPECT_NE(raw(chunked + "3\r\nabc\r\n0\r\n\r\n").find("abc"), std::string::npos);
  EXPECT_EQ(raw(chunked + "14\r\n01234567890123456789\r\n0\r\n\r\n").substr(9, 3), "413");
}

TEST_F(PortTest, WhatWasNotReadIsNotTakenForTheNextRequest) {
  settings.limits.keep_alive = true;
  open({{"GET", "/", Access::anyone, [](const HttpCall&) { return text("root"); }}});
  const std::string hidden = "GET / HTTP/1.1\r\n\r\n";
  const std::string answers = raw("POST / HTTP/1.1\r\nContent-Length: " + std::to_string(hidden.size()) + "\r\n\r\n" +
                                  hidden);
  EXPECT_EQ(answers.substr(9, 3), "405");
  EXPECT_EQ(answers.find("root"), std::string::npos);
}

TEST_F(PortTest, GarbageIsNoRequest) {
  open({{"GET", "/", Access::anyone, [](const HttpCall&) { return text("root"); }}});
  raw(std::string(100'000, '\xff'));
  raw("GET " + std::string(50'000, 'a') + " HTTP/1.1\r\n\r\n");
  raw("GET /%zz HTTP/1.1\r\n\r\n");
  raw("\r\n\r\n\r\n");
  EXPECT_EQ(ask("GET", "/").body, "root");
}

TEST_F(PortTest, X10_NothingFromOutsideForgesALogLine) {
  open({{"GET", "/", Access::anyone, [](const HttpCall&) { return text("root"); }}});
  ask("GET", "/a%0a%7b%22event%22:%22forged%22%7d");
  EXPECT_EQ(log_text.text().find("\n{\"event\":\"forged\"}"), std::string::npos);
  EXPECT_NE(log_text.text().find("\\n{\\\"event\\\":\\\"forged\\\"}"), std::string::npos);
}

TEST_F(PortTest, EveryAnswerCarriesTheSecurityHeaders) {
  open({{"GET", "/", Access::anyone, [](const HttpCall&) { return text("root"); }}});
  for (const std::string path : {"/", "/nothing"}) {
    const std::string answer = raw("GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n");
    for (const char* header : {"Content-Security-Policy: default-src 'none'", "frame-ancestors 'none'",
                               "X-Content-Type-Options: nosniff", "Strict-Transport-Security: ", "X-Request-Id: "}) {
      EXPECT_NE(answer.find(header), std::string::npos) << path << " " << header;
    }
  }
}

TEST(SiteGate, LetsOnlyMonitoringAddressesReadTheMetrics) {
  const Gate gate = site_gate({"10.0.0.9"});
  HttpCall call;
  call.remote_address = "10.0.0.8";
  EXPECT_EQ(gate(Access::monitoring, call)->code, 403);
  EXPECT_EQ(gate(Access::anyone, call), std::nullopt);
  EXPECT_EQ(gate(Access::agent, call)->code, 403);
  call.remote_address = "10.0.0.9";
  EXPECT_EQ(gate(Access::monitoring, call), std::nullopt);
  call.remote_address = "127.0.0.1";
  call.remote_is_loopback = true;
  EXPECT_EQ(gate(Access::monitoring, call), std::nullopt);
}

}  // namespace
}  // namespace quaywatt::server
