// The agent link over real TLS with the agent's own client: who may speak, what is refused before it is read, and what
// a hostile or unlucky client cannot do.

#include <gtest/gtest.h>

#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/StreamSocketImpl.h>

#include <fstream>
#include <thread>

#include "berth-agent/enrol/key_material.h"
#include "server/enrolment/authority_files.h"
#include "server/enrolment/certificate_authority.h"
#include "tests/support/server_world.h"

namespace quaywatt::test {
namespace {

using agent::LinkFailure;

std::string file_text(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A client certificate of the authority in `pki`, as if it had been given at `at`, put where `agent` keeps its own.
void give_certificate(TestAgent& agent, const std::filesystem::path& pki, domain::Instant at) {
  const std::string key = agent::new_tls_key_pem();
  const server::CertificateAuthority authority(file_text(pki / "ca.crt"), file_text(pki / "ca.key"));
  const auto request = server::CertificateRequest::parse(agent::certificate_request_pem(key));
  write_text(agent.tls_files().certificate, authority.issue(*request, agent.name(), at).pem);
  write_text(agent.tls_files().key, key);
}

/// Neither accepted nor answered: TLS itself said no.
bool refused_by_tls(const agent::LinkAnswer& answer) { return std::holds_alternative<LinkFailure>(answer); }

TEST(AgentLink, TakesLinesOfAnEnrolledAgentAndAnswersByASignedReceipt) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  cabinet.ledger.open_first();
  cabinet.ledger.fill(5);
  EXPECT_EQ(cabinet.head().receipt.held, domain::LedgerPosition{});
  const auto answer = cabinet.send(cabinet.ledger.all());
  EXPECT_EQ(answer.verdict, "accepted");
  EXPECT_EQ(answer.receipt.head, cabinet.ledger.head(6));
  EXPECT_EQ(cabinet.send(cabinet.ledger.all()).verdict, "already_held");
  EXPECT_EQ(cabinet.head().receipt.held.seq, 6u);
}

TEST(AgentLink, X2_WithoutACertificateNobodyIsHeard) {
  ServerWorld world;
  const auto context = agent::tls_context({world.pki("ca.crt"), {}, {}});
  EXPECT_TRUE(refused_by_tls(agent::https_exchange({"127.0.0.1", world.app().agent_port()}, context,
                                                   {"GET", "/agent/v1/head", {}, {}, {}, domain::Millis(60'000)})));
  EXPECT_EQ(world.log_text().find("/agent/v1/head"), std::string::npos);
}

TEST(AgentLink, X2_ACertificateOfAnotherAuthorityIsRefused) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  server::create_authority(world.directory() / "other", {"localhost"}, world.now());
  give_certificate(cabinet, world.directory() / "other", world.now());
  EXPECT_TRUE(refused_by_tls(cabinet.get("/agent/v1/head")));
}

TEST(AgentLink, X2_AnExpiredCertificateIsRefused) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  give_certificate(cabinet, world.pki(""), world.now() - std::chrono::days(400));
  EXPECT_TRUE(refused_by_tls(cabinet.get("/agent/v1/head")));
}

TEST(AgentLink, X2_TheServersOwnCertificateIsNoAgents) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  write_text(cabinet.tls_files().certificate, file_text(world.pki("server.crt")));
  write_text(cabinet.tls_files().key, file_text(world.pki("server.key")));
  EXPECT_TRUE(refused_by_tls(cabinet.get("/agent/v1/head")));
}

TEST(AgentLink, X2_ACertificateTheDatabaseDoesNotKnowIsNobodys) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  give_certificate(cabinet, world.pki(""), world.now());
  EXPECT_EQ(cabinet.head().verdict, "unknown_agent");
  EXPECT_EQ(reply_of(cabinet.post("not even gzip")).http_code, 403);
}

TEST(AgentLink, X2_ARevokedAgentIsNobody) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  cabinet.ledger.open_first();
  world.stores().agents().revoke("jy-shili-01", world.now());
  EXPECT_EQ(cabinet.send(cabinet.ledger.all()).verdict, "unknown_agent");
  EXPECT_TRUE(world.rows("SELECT agent FROM ledger_batches").empty());
}

TEST(AgentLink, X2_ACertificateEndsByTheServersClockEvenWhereTlsWasResumed) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  world.pass(std::chrono::days(398));
  EXPECT_EQ(cabinet.head().verdict, "unknown_agent");
}

TEST(AgentLink, X3_TheCertificateAloneSaysWhoSpeaks) {
  ServerWorld world;
  TestAgent a(world, "jy-shili-01", "A3");
  TestAgent b(world, "jy-shili-02", "B7");
  a.enrol();
  b.enrol();
  b.ledger.open_first();
  const auto of_b = b.ledger.all();
  // A's certificate with B's signed batch, and with a header that says "I am B".
  EXPECT_EQ(a.send(of_b).verdict, "bad_signature");
  Poco::Net::HTTPSClientSession session("127.0.0.1", world.app().agent_port(), agent::tls_context(a.tls_files()));
  Poco::Net::HTTPRequest request("POST", "/agent/v1/ledger?agent=jy-shili-02", "HTTP/1.1");
  const std::string body = body_of(of_b);
  request.setContentType("application/x-ndjson");
  request.setContentLength64(static_cast<Poco::Int64>(body.size()));
  request.set("Content-Encoding", "gzip");
  request.set("X-Agent", "jy-shili-02");
  request.set("X-Forwarded-Client-Cert", "CN=jy-shili-02");
  session.sendRequest(request) << body;
  Poco::Net::HTTPResponse response;
  session.receiveResponse(response);
  EXPECT_EQ(response.getStatus(), 422);
  EXPECT_TRUE(world.rows("SELECT agent FROM ledger_batches").empty());
  EXPECT_EQ(b.send(of_b).verdict, "accepted");
}

TEST(AgentLink, X4_AnAgentNobodyApprovedWaits) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.adopt(*wire::decode_grant(reply_of(cabinet.spend(world.code("jy-shili-01", "A3"))).body));
  cabinet.ledger.open_first();
  EXPECT_EQ(cabinet.send(cabinet.ledger.all()).verdict, "awaiting_approval");
  EXPECT_TRUE(world.rows("SELECT agent FROM ledger_batches").empty());
  cabinet.approve();
  EXPECT_EQ(cabinet.send(cabinet.ledger.all()).verdict, "accepted");
}

TEST(AgentLink, N8_AnAgentRefusesAServerOfAnotherAuthority) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  server::create_authority(world.directory() / "other", {"localhost"}, world.now());
  auto files = cabinet.tls_files();
  files.ca = world.directory() / "other" / "ca.crt";
  const auto answer =
      agent::https_exchange({"127.0.0.1", world.app().agent_port()}, agent::tls_context(files),
                            {"GET", "/agent/v1/head", {}, {}, {}, domain::Millis(60'000)});
  ASSERT_TRUE(std::holds_alternative<LinkFailure>(answer));
  EXPECT_EQ(std::get<LinkFailure>(answer).kind, LinkFailure::Kind::distrusted);
}

TEST(AgentLink, N10_BrokenBodiesAreRefusedWholeAndTheServerGoesOn) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  cabinet.ledger.open_first();
  cabinet.ledger.fill(9);
  const std::string good = body_of(cabinet.ledger.all());
  EXPECT_EQ(reply_of(cabinet.post(good.substr(0, good.size() - 9))).http_code, 400);
  EXPECT_EQ(reply_of(cabinet.post(wire::gzip(std::string(100 * 1024 * 1024, 'x')))).http_code, 400);
  const auto too_large = cabinet.post(std::string(wire::kBatchMaxCompressedBytes + 1, 'x'));
  EXPECT_EQ(reply_of(too_large).http_code, 413);
  EXPECT_EQ(cabinet.trusted(too_large).verdict, "too_large");
  EXPECT_FALSE(cabinet.trusted(too_large).receipt.signature.empty()) << "the agent learns what is held";
  EXPECT_TRUE(world.rows("SELECT agent FROM ledger_batches").empty());
  EXPECT_EQ(cabinet.send(cabinet.ledger.all()).verdict, "accepted");
}

TEST(AgentLink, N10_ABodyThatBreaksOffCommitsNothing) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  cabinet.ledger.open_first();
  const std::string body = body_of(cabinet.ledger.all());
  {
    Poco::Net::SecureStreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", world.app().agent_port()),
                                         agent::tls_context(cabinet.tls_files()));
    const std::string head = "POST /agent/v1/ledger HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                             "Content-Encoding: gzip\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    const std::string half = head + body.substr(0, body.size() / 2);
    socket.sendBytes(half.data(), static_cast<int>(half.size()));
    ::shutdown(socket.impl()->sockfd(), SHUT_WR);
    char byte = 0;
    while (::recv(socket.impl()->sockfd(), &byte, 1, 0) > 0) continue;  // until the server is done with it
  }
  EXPECT_TRUE(world.rows("SELECT agent FROM ledger_batches").empty());
  EXPECT_EQ(cabinet.send(cabinet.ledger.all()).verdict, "accepted");
}

TEST(AgentLink, RefusesWhatIsNoBatchAtAll) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  const auto context = agent::tls_context(cabinet.tls_files());
  const auto post = [&](const std::string& path, const std::string& type, const std::string& encoding) {
    return reply_of(agent::https_exchange({"127.0.0.1", world.app().agent_port()}, context,
                                          {"POST", path, type, encoding, "{}", domain::Millis(60'000)}))
        .http_code;
  };
  EXPECT_EQ(post("/agent/v1/ledger", "text/html", "gzip"), 415);
  EXPECT_EQ(post("/agent/v1/ledger", "application/x-ndjson", ""), 415);
  EXPECT_EQ(post("/agent/v1/head", "application/x-ndjson", "gzip"), 405);
  EXPECT_EQ(post("/", "application/x-ndjson", "gzip"), 404);
  EXPECT_EQ(post("/enrol/v1", "application/json", ""), 404);  // not on this port
}

TEST(AgentLink, TellsItsTime) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  world.pass(std::chrono::hours(1));
  const auto before = world.now();
  const auto reply = reply_of(cabinet.get("/agent/v1/time"));
  EXPECT_EQ(reply.http_code, 200);
  const auto at = reply.body.find("\"server_time\":\"");
  ASSERT_NE(at, std::string::npos);
  const auto told = domain::parse_instant(reply.body.substr(at + 15, 24));
  ASSERT_TRUE(told);
  EXPECT_GE(*told, before);
  EXPECT_LE(*told, world.now());
}

TEST(AgentLink, S4_AnExhaustedIngestPoolAnswersTryLaterAndReadinessTurnsRed) {
  ServerWorld world([](server::ServerConfig& config) { config.database.ingest_connections = 1; });
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  cabinet.ledger.open_first();
  // Somebody holds the agent's row; the one connection waits for it.
  server::mysql::Connection blocker(server::connection_settings(world.config().database));
  blocker.start_transaction();
  blocker.query("SELECT name FROM agents FOR UPDATE");
  const auto begun = std::chrono::steady_clock::now();
  std::thread waiting([&] { cabinet.head(); });
  const std::string running =
      "SELECT 1 FROM information_schema.processlist WHERE info LIKE 'SELECT name, berth%FOR UPDATE' "
      "AND id <> CONNECTION_ID()";
  while (world.rows(running).empty() && std::chrono::steady_clock::now() < begun + std::chrono::seconds(60)) {
    std::this_thread::yield();
  }
  const auto reply = reply_of(cabinet.post(body_of(cabinet.ledger.all())));
  EXPECT_EQ(reply.http_code, 503);
  EXPECT_TRUE(reply.retry_after);
  EXPECT_EQ(reply_of(world.get_site("/readyz")).http_code, 503);
  EXPECT_EQ(reply_of(world.get_site("/healthz")).http_code, 200);
  blocker.rollback();
  waiting.join();
  EXPECT_EQ(cabinet.send(cabinet.ledger.all()).verdict, "accepted");
}

TEST(AgentLink, S8_AFullDiskStopsTakingLinesInAndSaysSo) {
  ServerWorld world([](server::ServerConfig& config) {
    config.database.data_directory = "/";
    config.database.min_free_mb = 1'000'000'000;
  });
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  cabinet.ledger.open_first();
  const auto reply = reply_of(cabinet.post(body_of(cabinet.ledger.all())));
  EXPECT_EQ(reply.http_code, 503);
  EXPECT_TRUE(reply.retry_after);
  EXPECT_EQ(cabinet.head().verdict, "held");  // asking costs no room
  EXPECT_NE(reply_of(world.get_site("/readyz")).body.find("\"disk\""), std::string::npos);
}

}  // namespace
}  // namespace quaywatt::test
