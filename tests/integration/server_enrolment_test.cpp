// Enrolment over the public port: one code, one cabinet, one day; and what whoever stole or guesses a code meets (X4).

#include <gtest/gtest.h>

#include <openssl/x509v3.h>

#include "berth-agent/enrol/key_material.h"
#include "server/enrolment/attempt_limiter.h"
#include "server/enrolment/certificate_builder.h"
#include "server/enrolment/enrolment_code.h"
#include "server/enrolment/names.h"
#include "tests/support/server_world.h"

namespace quaywatt::test {
namespace {

wire::EnrolmentGrant granted(const agent::LinkAnswer& answer) {
  const auto grant = wire::decode_grant(reply_of(answer).body);
  if (!grant) throw std::runtime_error("no grant: " + reply_of(answer).body);
  return *grant;
}

/// The stable word of a refusal.
std::string refusal(const agent::LinkAnswer& answer) {
  const auto& body = reply_of(answer).body;
  const auto at = body.find("\"kind\":\"");
  return at == std::string::npos ? body : body.substr(at + 8, body.find('"', at + 8) - at - 8);
}

TEST(Enrolment, ACodeBuysACertificateNamedByTheServer) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  const auto grant = granted(cabinet.spend(world.code("jy-shili-01", "A3")));
  EXPECT_EQ(grant.agent, "jy-shili-01");
  EXPECT_EQ(grant.berth, "A3");
  EXPECT_EQ(grant.next_epoch, 1u);
  EXPECT_EQ(grant.ledger_key_fingerprint, cabinet.ledger.key().public_key().fingerprint());
  ASSERT_EQ(grant.receipt_keys.size(), 1u);
  EXPECT_EQ(world.rows("SELECT name, berth, standing, ledger_key_fingerprint FROM agents").front(),
            "jy-shili-01|A3|awaiting_approval|" + grant.ledger_key_fingerprint);
}

TEST(Enrolment, TheCertificateIsForAClientOfOurNamingForThirteenMonths) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  const auto grant = granted(cabinet.spend(world.code("jy-shili-01", "A3")));
  const auto certificate = server::tls::certificate_from_pem(grant.certificate_pem);
  ASSERT_TRUE(certificate);
  char name[64] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name);
  EXPECT_STREQ(name, "jy-shili-01");
  EXPECT_EQ(X509_check_purpose(certificate.get(), X509_PURPOSE_SSL_CLIENT, 0), 1);
  EXPECT_EQ(X509_check_purpose(certificate.get(), X509_PURPOSE_SSL_SERVER, 0), 0);
  EXPECT_EQ(X509_check_ca(certificate.get()), 0);
  const auto life = server::tls::not_after(certificate.get()) - world.now();
  EXPECT_LE(life, std::chrono::days(397));
  EXPECT_GT(life, std::chrono::days(396));
}

TEST(Enrolment, ACodeIsReadInAnyCaseAndSpacing) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  std::string typed;
  for (const char c : world.code("jy-shili-01", "A3")) {
    if (c != '-') typed += static_cast<char>(std::tolower(c));
    if (c == '-') typed += "  ";
  }
  EXPECT_EQ(granted(cabinet.spend(typed)).agent, "jy-shili-01");
}

TEST(Enrolment, X4_ASecondUseIsRefusedAndRaisesAnAlarm) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  const std::string code = world.code("jy-shili-01", "A3");
  const auto grant = granted(cabinet.spend(code));
  TestAgent thief(world, "jy-shili-01", "A3");
  EXPECT_EQ(refusal(thief.spend(code)), "used_code");
  EXPECT_EQ(world.rows("SELECT kind, subject, occurrences FROM alarms"),
            (std::vector<std::string>{"enrolment_code_reused|jy-shili-01|1"}));
  EXPECT_EQ(world.rows("SELECT ledger_key_fingerprint FROM agents").front(), grant.ledger_key_fingerprint);
  EXPECT_EQ(world.rows("SELECT attempts FROM enrolment_codes").front(), "2");
}

TEST(Enrolment, X4_ATheftBeforeTheCabinetIsFoundByTheFingerprint) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  TestAgent thief(world, "jy-shili-01", "A3");
  const std::string code = world.code("jy-shili-01", "A3");
  granted(thief.spend(code));
  EXPECT_EQ(refusal(cabinet.spend(code)), "used_code");
  const auto shown_at_the_berth = cabinet.ledger.key().public_key().fingerprint();
  EXPECT_EQ(world.stores().agents().approve("jy-shili-01", shown_at_the_berth, world.now()),
            server::Approval::wrong_fingerprint);
  EXPECT_EQ(world.rows("SELECT standing FROM agents").front(), "awaiting_approval");
}

TEST(Enrolment, TheSameRequestAgainGetsTheSameCertificate) {  // its answer was lost (fault N1)
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  const std::string code = world.code("jy-shili-01", "A3");
  const auto first = granted(cabinet.spend(code));
  const auto second = granted(cabinet.spend(code));
  EXPECT_EQ(first.certificate_pem, second.certificate_pem);
  EXPECT_TRUE(world.rows("SELECT kind FROM alarms").empty());
  EXPECT_EQ(world.rows("SELECT fingerprint FROM agent_certificates").size(), 1u);
}

TEST(Enrolment, X4_ACodeIsGoodForADay) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  const std::string code = world.code("jy-shili-01", "A3");
  world.pass(std::chrono::hours(24));
  EXPECT_EQ(refusal(cabinet.spend(code)), "expired_code");
  EXPECT_TRUE(world.rows("SELECT name FROM agents").empty());
}

TEST(Enrolment, ANewerCodeEndsTheOneBefore) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  const std::string lost = world.code("jy-shili-01", "A3");
  const std::string found = world.code("jy-shili-01", "A3");
  EXPECT_EQ(refusal(cabinet.spend(lost)), "expired_code");
  EXPECT_EQ(granted(cabinet.spend(found)).agent, "jy-shili-01");
}

TEST(Enrolment, X4_GuessingIsSlowedDownAndRaisesAnAlarm) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  const std::string code = world.code("jy-shili-01", "A3");
  for (int guess = 0; guess < server::kWrongCodesMax; ++guess) {
    EXPECT_EQ(refusal(cabinet.spend(server::new_enrolment_code())), "unknown_code");
  }
  const auto blocked = cabinet.spend(code);
  EXPECT_EQ(reply_of(blocked).http_code, 429);
  EXPECT_TRUE(reply_of(blocked).retry_after);
  EXPECT_EQ(world.rows("SELECT kind, subject FROM alarms"),
            (std::vector<std::string>{"enrolment_guessing|127.0.0.1"}));
  world.pass(server::kWrongCodeWindow);
  EXPECT_EQ(granted(cabinet.spend(code)).agent, "jy-shili-01");
}

TEST(Enrolment, KeysThatDoNotDoDoNotSpendTheCode) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  const std::string code = world.code("jy-shili-01", "A3");
  auto request = cabinet.request(code);
  auto& pem = request.certificate_request_pem;
  const auto middle = pem.size() / 2;
  pem[middle] = pem[middle] == 'A' ? 'B' : 'A';  // the signature over itself does not fit any more
  EXPECT_EQ(refusal(world.post_site("/enrol/v1", wire::encode_request(request))), "bad_keys");
  EXPECT_EQ(granted(cabinet.spend(code)).agent, "jy-shili-01");
}

TEST(Enrolment, EnrollingAgainShutsTheOldCertificateOutAndGoesOnInTheNextEpoch) {
  ServerWorld world;
  TestAgent old_cabinet(world, "jy-shili-01", "A3");
  old_cabinet.enrol();
  old_cabinet.ledger.open_first();
  old_cabinet.ledger.fill(3);
  old_cabinet.send(old_cabinet.ledger.all());
  const auto end = old_cabinet.ledger.here();
  const auto old_files = old_cabinet.tls_files();
  const auto old_context = agent::tls_context(old_files);  // read before the new files take their place
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  EXPECT_EQ(cabinet.grant.next_epoch, 2u);
  EXPECT_EQ(cabinet.grant.previous_head, end.head);
  EXPECT_EQ(cabinet.grant.previous_seq, 4u);
  const auto old_answer = agent::https_exchange({"127.0.0.1", world.app().agent_port()}, old_context,
                                                {"GET", "/agent/v1/head", {}, {}, {}, domain::Millis(60'000)});
  EXPECT_EQ(wire::decode_answer(reply_of(old_answer).body)->verdict, "unknown_agent");
  cabinet.ledger.open(2, {end, domain::EpochOpened::Reason::enrolled_again, "test", 1});
  EXPECT_EQ(cabinet.send(cabinet.ledger.all()).verdict, "accepted");
}

TEST(Enrolment, AServerWithoutAnAuthorityEnrolsNobody) {
  ServerWorld world([](server::ServerConfig& config) { config.enrolment.reset(); });
  EXPECT_EQ(reply_of(world.post_site("/enrol/v1", "{}")).http_code, 404);
}

TEST(Enrolment, S6_HostileJsonIsRefusedAndTheServerGoesOn) {
  ServerWorld world;
  const std::vector<std::string> bodies = {
      "",
      "null",
      "[]",
      std::string(15'000, '['),
      "{\"v\":1e400}",
      "{\"v\":-0}",
      "{\"v\":NaN}",
      "{\"v\":1,\"code\":\"\xff\xfe\"}",
      "{\"v\":1,\"code\":\"\\ud800\"}",
      "{\"v\":1,\"v\":1}",
      "{\"v\":1,\"code\":{\"$ne\":null}}",
      std::string("{\"v\":1,\"code\":\"") + std::string(10'000, 'A') + "\"}",
      std::string("\0\0\0", 3),
  };
  for (const std::string& body : bodies) {
    EXPECT_EQ(reply_of(world.post_site("/enrol/v1", body)).http_code, 400) << body.substr(0, 40);
  }
  EXPECT_EQ(reply_of(world.post_site("/enrol/v1", std::string(16 * 1024 + 1, ' '))).http_code, 413);
  EXPECT_EQ(reply_of(world.post_site("/enrol/v1", "a=1", "application/x-www-form-urlencoded")).http_code, 415);
  EXPECT_EQ(reply_of(world.get_site("/healthz")).http_code, 200);
}

TEST(EnrolmentCode, HasAtLeastSixtyBitsAndIsKeptAsAHash) {
  const std::string code = server::new_enrolment_code();
  EXPECT_EQ(code.size(), 19u);  // 16 letters of 32 and three hyphens: 80 bits
  EXPECT_NE(code, server::new_enrolment_code());
  EXPECT_EQ(server::enrolment_code_hash("0O1I-L000"), server::enrolment_code_hash("00 11 1 0oO"));
  ServerWorld world;
  const std::string given = world.code("jy-shili-01", "A3");
  const auto row = world.rows("SELECT code_hash, agent, berth FROM enrolment_codes").front();
  EXPECT_EQ(row.find(given), std::string::npos);
  EXPECT_EQ(world.log_text().find(given), std::string::npos);
}

TEST(Names, OfAgentsFitCertificatesFilesAndHosts) {
  EXPECT_TRUE(server::is_agent_name("jy-shili-01"));
  for (const char* name : {"", "-a", "a-", "A", "a b", "a/b", "../a", "a.b", "岸电"}) {
    EXPECT_FALSE(server::is_agent_name(name)) << name;
  }
  EXPECT_FALSE(server::is_agent_name(std::string(64, 'a')));
  EXPECT_TRUE(server::is_berth_name("石利码头 3号泊位"));
  EXPECT_FALSE(server::is_berth_name("a\nb"));
}

}  // namespace
}  // namespace quaywatt::test
