// The link over real TLS on the loopback: whom it believes, and in which words it says whom it does not.

#include <gtest/gtest.h>

#include <fstream>

#include "Poco/Net/HTTPRequestHandler.h"
#include "Poco/Net/HTTPRequestHandlerFactory.h"
#include "Poco/Net/HTTPServer.h"
#include "Poco/Net/HTTPServerRequest.h"
#include "Poco/Net/HTTPServerResponse.h"
#include "Poco/Net/SecureServerSocket.h"
#include "Poco/StreamCopier.h"
#include "berth-agent/enrol/key_material.h"
#include "berth-agent/uplink/https_link.h"
#include "tests/support/memory_ledger_store.h"
#include "tests/support/scripted_resolver.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_authority.h"

namespace quaywatt::test {
namespace {

namespace fs = std::filesystem;
using agent::LinkFailure;
using agent::ServerReply;

/// What a request looked like on the far side, and what to answer.
struct FarSide {
  std::string method, path, content_type, content_encoding, body, peer;
  bool keep_alive = true;
  int answer_code = 200;
  std::string answer = "answer";
  std::string retry_after;
};

class Answering : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Answering(FarSide& far) : far_(far) {}
  void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
    far_.method = request.getMethod();
    far_.path = request.getURI();
    far_.content_type = request.getContentType();
    far_.content_encoding = request.get("Content-Encoding", "");
    far_.keep_alive = request.getKeepAlive();
    Poco::StreamCopier::copyToString(request.stream(), far_.body);
    response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(far_.answer_code));
    if (!far_.retry_after.empty()) response.set("Retry-After", far_.retry_after);
    response.send() << far_.answer;
  }

 private:
  FarSide& far_;
};

class AnsweringFactory : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit AnsweringFactory(FarSide& far) : far_(far) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
    return new Answering(far_);
  }

 private:
  FarSide& far_;
};

struct HttpsLinkTest : testing::Test {
  fs::path write(const std::string& name, const std::string& text) {
    std::ofstream(dir.path() / name) << text;
    return dir.path() / name;
  }

  void serve(const IssuedCertificate& certificate) {
    Poco::Net::Context::Params params;
    params.certificateFile = write("server.crt", certificate.certificate).string();
    params.privateKeyFile = write("server.key", certificate.key).string();
    params.caLocation = write("ca.crt", authority.ca_pem()).string();
    params.verificationMode = Poco::Net::Context::VERIFY_STRICT;  // client certificates, as port 8444 asks
    Poco::Net::Context::Ptr context = new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, params);
    context->enableExtendedCertificateVerification(false);  // a cabinet's certificate bears no host's name
    Poco::Net::SecureServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", 0), 8, context);
    tcp_port = socket.address().port();
    server = std::make_unique<Poco::Net::HTTPServer>(new AnsweringFactory(far), socket,
                                                     new Poco::Net::HTTPServerParams);
    server->start();
  }

  agent::HttpsLink link(const std::string& host = "127.0.0.1") {
    const std::string key = agent::new_tls_key_pem();
    const std::string certificate = authority.sign(agent::certificate_request_pem(key), "jy-shili-01");
    return {{host, tcp_port},
            {write("ca.crt", authority.ca_pem()), write("tls.crt", certificate), write("tls.key", key)}};
  }

  LinkFailure failure_of(const agent::LinkAnswer& answer) {
    const auto* failure = std::get_if<LinkFailure>(&answer);
    EXPECT_NE(failure, nullptr);
    return failure == nullptr ? LinkFailure{} : *failure;
  }

  void TearDown() override {
    if (server) server->stopAll(true);
  }

  TempDir dir;
  TestAuthority authority{"the port's authority"};
  FarSide far;
  std::uint16_t tcp_port = 0;
  std::unique_ptr<Poco::Net::HTTPServer> server;
};

TEST_F(HttpsLinkTest, SendsABatchAndClosesTheConnection) {
  serve(authority.server());
  auto to_server = link();
  const auto answer = to_server.send("gzipped bytes");
  ASSERT_TRUE(std::holds_alternative<ServerReply>(answer)) << failure_of(answer).en;
  EXPECT_EQ(std::get<ServerReply>(answer).http_code, 200);
  EXPECT_EQ(std::get<ServerReply>(answer).body, "answer");
  EXPECT_EQ(far.method, "POST");
  EXPECT_EQ(far.path, "/agent/v1/ledger");
  EXPECT_EQ(far.content_type, "application/x-ndjson");
  EXPECT_EQ(far.content_encoding, "gzip");
  EXPECT_EQ(far.body, "gzipped bytes");
  EXPECT_FALSE(far.keep_alive);
}

TEST_F(HttpsLinkTest, N9_BringsRetryAfter) {
  serve(authority.server());
  far.answer_code = 503;
  far.retry_after = "30";
  auto to_server = link();
  const auto answer = to_server.head(agent::kUsualPatience);
  EXPECT_EQ(std::get<ServerReply>(answer).http_code, 503);
  EXPECT_EQ(std::get<ServerReply>(answer).retry_after, domain::Millis{30'000});
  EXPECT_EQ(far.method, "GET");
  EXPECT_EQ(far.path, "/agent/v1/head");
}

TEST_F(HttpsLinkTest, N8_ExpiredCertificateIsRefusedWithItsDateAndFingerprint) {
  serve(authority.server(-3 * TestAuthority::kDay, -TestAuthority::kDay));
  auto to_server = link();
  const auto failure = failure_of(to_server.head(agent::kUsualPatience));
  EXPECT_EQ(failure.kind, LinkFailure::Kind::distrusted);
  EXPECT_NE(failure.zh.find("过期"), std::string::npos) << failure.zh;
  EXPECT_NE(failure.zh.find("指纹"), std::string::npos);
  EXPECT_NE(failure.en.find("expired on 20"), std::string::npos) << failure.en;
  EXPECT_EQ(far.method, "") << "not a byte of ours went there";
}

TEST_F(HttpsLinkTest, N8_CertificateOfAnotherAuthorityIsRefused) {
  serve(TestAuthority("somebody else").server());
  auto to_server = link();
  const auto failure = failure_of(to_server.send("secret"));
  EXPECT_EQ(failure.kind, LinkFailure::Kind::distrusted);
  EXPECT_NE(failure.zh.find("不被信任"), std::string::npos) << failure.zh;
  EXPECT_NE(failure.en.find("fingerprint"), std::string::npos);
  EXPECT_EQ(far.method, "");
}

TEST_F(HttpsLinkTest, N8_CertificateOfAnotherHostIsRefused) {
  serve(authority.server(-TestAuthority::kDay, TestAuthority::kYear, "DNS:other.example.cn"));
  auto to_server = link();
  EXPECT_EQ(failure_of(to_server.head(agent::kUsualPatience)).kind, LinkFailure::Kind::distrusted);
  EXPECT_EQ(far.method, "");
}

TEST_F(HttpsLinkTest, NobodyThereIsUnreachableAndSaidPlainly) {
  Poco::Net::ServerSocket taken(Poco::Net::SocketAddress("127.0.0.1", 0));
  tcp_port = taken.address().port();
  taken.close();
  auto to_server = link();
  const auto failure = failure_of(to_server.head(agent::kUsualPatience));
  EXPECT_EQ(failure.kind, LinkFailure::Kind::unreachable);
  EXPECT_NE(failure.zh.find("127.0.0.1"), std::string::npos);
}

TEST_F(HttpsLinkTest, N7_NameThatDoesNotResolveIsUnreachable) {
  tcp_port = 8444;
  auto to_server = link("no-such-host.invalid");
  EXPECT_EQ(failure_of(to_server.head(domain::Millis{2000})).kind, LinkFailure::Kind::unreachable);
}

/// A server whose certificate bears a name that only the test's resolver knows.
struct NamedServer : HttpsLinkTest {
  static constexpr char kName[] = "shore-power.example.cn";
  NamedServer() { serve(authority.server(-TestAuthority::kDay, TestAuthority::kYear, std::string("DNS:") + kName)); }

  agent::LinkAnswer ask() {
    agent::AddressBook book(store, resolver);
    const std::string key = agent::new_tls_key_pem();
    const std::string certificate = authority.sign(agent::certificate_request_pem(key), "jy-shili-01");
    agent::HttpsLink to_server({kName, tcp_port}, {write("ca.crt", authority.ca_pem()), write("tls.crt", certificate),
                                                   write("tls.key", key)}, &book);
    return to_server.head(agent::kUsualPatience);
  }

  MemoryLedgerStore store;
  ScriptedResolver resolver{{"127.0.0.1"}};
};

TEST_F(NamedServer, N7_NameThatStopsResolvingIsReachedWhereItWasLast) {
  ASSERT_TRUE(std::holds_alternative<ServerReply>(ask()));
  resolver.answer = {};
  EXPECT_TRUE(std::holds_alternative<ServerReply>(ask()));
  EXPECT_FALSE(far.keep_alive) << "and closed as ever";
}

TEST_F(NamedServer, N7_WrongAddressIsPassedOverForTheOneThatWasGood) {
  ASSERT_TRUE(std::holds_alternative<ServerReply>(ask()));
  resolver.answer = {"127.0.0.2"};  // nobody there
  EXPECT_TRUE(std::holds_alternative<ServerReply>(ask()));
}

TEST_F(NamedServer, N7_NobodyKnowsTheNameIsSaidWithTheNextStep) {
  resolver.answer = {};
  const auto failure = failure_of(ask());
  EXPECT_EQ(failure.kind, LinkFailure::Kind::unreachable);
  EXPECT_NE(failure.zh.find("DNS"), std::string::npos) << failure.zh;
  EXPECT_NE(failure.zh.find("请检查"), std::string::npos);
}

TEST_F(NamedServer, N7_OldAddressThatIsGoneSaysBothTroubles) {
  ASSERT_TRUE(std::holds_alternative<ServerReply>(ask()));
  server->stopAll(true);
  server.reset();
  resolver.answer = {};
  const auto failure = failure_of(ask());
  EXPECT_NE(failure.zh.find("无法解析"), std::string::npos) << failure.zh;
  EXPECT_NE(failure.zh.find("127.0.0.1"), std::string::npos) << failure.zh;
}

TEST_F(HttpsLinkTest, N7_CertificateIsCheckedAgainstTheNameWhateverTheAddress) {
  serve(authority.server(-TestAuthority::kDay, TestAuthority::kYear, "IP:127.0.0.1"));
  MemoryLedgerStore store;
  ScriptedResolver resolver{{"127.0.0.1"}};
  agent::AddressBook book(store, resolver);
  const std::string key = agent::new_tls_key_pem();
  agent::HttpsLink to_server({"shore-power.example.cn", tcp_port},
                             {write("ca.crt", authority.ca_pem()),
                              write("tls.crt", authority.sign(agent::certificate_request_pem(key), "jy-shili-01")),
                              write("tls.key", key)}, &book);
  EXPECT_EQ(failure_of(to_server.head(agent::kUsualPatience)).kind, LinkFailure::Kind::distrusted);
  EXPECT_EQ(far.method, "") << "not a byte of ours went there";
  EXPECT_FALSE(store.note("server_address").has_value()) << "a stranger's address is not kept";
}

TEST_F(HttpsLinkTest, N4_SilentFarEndIsLeftAfterItsPatience) {
  Poco::Net::ServerSocket silent(Poco::Net::SocketAddress("127.0.0.1", 0));  // accepts, never speaks
  tcp_port = silent.address().port();
  auto to_server = link();
  const auto failure = failure_of(to_server.head(domain::Millis{200}));
  EXPECT_EQ(failure.kind, LinkFailure::Kind::unreachable) << failure.en;
}

TEST_F(HttpsLinkTest, N10_EndlessAnswerIsCut) {
  serve(authority.server());
  far.answer = std::string(2 * agent::kReplyBytesMax, 'x');
  auto to_server = link();
  EXPECT_EQ(std::get<ServerReply>(to_server.head(agent::kUsualPatience)).body.size(), agent::kReplyBytesMax);
}

}  // namespace
}  // namespace quaywatt::test
