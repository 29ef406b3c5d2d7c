// Enrolment against an authority in memory: what is stored, what is refused, what survives a lost answer.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "berth-agent/enrol/enrolment.h"
#include "berth-agent/enrol/key_material.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_authority.h"

namespace quaywatt::test {
namespace {

namespace fs = std::filesystem;
using agent::EnrolmentRefused;

struct Enrolment : testing::Test {
  /// The server's side, honest unless a test bends the grant.
  agent::LinkAnswer answer(const std::string& body) {
    const auto request = wire::decode_request(body);
    EXPECT_TRUE(request.has_value());
    requests.push_back(*request);
    wire::EnrolmentGrant grant;
    grant.agent = "jy-shili-01";
    grant.berth = "JY-01";
    grant.certificate_pem = authority.sign(request->certificate_request_pem, grant.agent);
    grant.ca_pem = authority.ca_pem();
    grant.ledger_key_fingerprint = wire::PublicKey::from_base64(request->ledger_key)->fingerprint();
    grant.receipt_keys = {{"r1", wire::SigningKey::generate().public_key().base64()}};
    grant.server_time = domain::Instant{domain::Millis{1'725'926'400'000}};
    if (bend) bend(grant);
    return agent::ServerReply{200, wire::encode_grant(grant), std::nullopt};
  }

  std::variant<wire::EnrolmentGrant, EnrolmentRefused> enrol() {
    return agent::enrol(dir.path(), "JY-01", "CODE-1", [this](const std::string& body) { return answer(body); });
  }

  void expect_refused_and_nothing_kept(const std::string& word) {
    const auto outcome = enrol();
    ASSERT_TRUE(std::holds_alternative<EnrolmentRefused>(outcome));
    EXPECT_NE(std::get<EnrolmentRefused>(outcome).en.find(word), std::string::npos)
        << std::get<EnrolmentRefused>(outcome).en;
    EXPECT_FALSE(agent::load_identity(dir.path()).has_value());
  }

  TempDir dir;
  TestAuthority authority{"test authority"};
  std::vector<wire::EnrolmentRequest> requests;
  std::function<void(wire::EnrolmentGrant&)> bend;
};

TEST_F(Enrolment, StoresKeysCertificateAndGrant) {
  ASSERT_TRUE(std::holds_alternative<wire::EnrolmentGrant>(enrol()));
  const auto identity = agent::load_identity(dir.path());
  ASSERT_TRUE(identity.has_value());
  EXPECT_EQ(identity->grant.agent, "jy-shili-01");
  EXPECT_EQ(identity->ledger_key.public_key().base64(), requests.at(0).ledger_key);
  EXPECT_EQ(requests.at(0).code, "CODE-1");
  EXPECT_FALSE(fs::exists(dir.path() / "identity.pending"));
  EXPECT_FALSE(agent::epoch_was_opened(dir.path()));
  agent::note_epoch_opened(dir.path());
  EXPECT_TRUE(agent::epoch_was_opened(dir.path()));
}

TEST_F(Enrolment, X17_PrivateKeysAreForTheirOwnerAlone) {
  enrol();
  for (const char* name : {"tls.key", "ledger.key"}) {
    struct stat found {};
    ASSERT_EQ(stat((dir.path() / "identity" / name).c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U) << name;
  }
}

TEST_F(Enrolment, LostAnswerIsAskedForAgainWithTheSameKeys) {
  const auto lost = agent::enrol(dir.path(), "JY-01", "CODE-1", [this](const std::string& body) {
    answer(body);
    return agent::LinkAnswer{agent::LinkFailure{agent::LinkFailure::Kind::unreachable, "断", "lost", std::nullopt}};
  });
  EXPECT_TRUE(std::holds_alternative<EnrolmentRefused>(lost));
  enrol();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].ledger_key, requests[1].ledger_key);
}

TEST_F(Enrolment, EnrollingAgainMakesNewKeysAndKeepsTheOldIdentity) {
  enrol();
  agent::note_epoch_opened(dir.path());
  enrol();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_NE(requests[0].ledger_key, requests[1].ledger_key);
  EXPECT_EQ(agent::load_identity(dir.path())->ledger_key.public_key().base64(), requests[1].ledger_key);
  EXPECT_TRUE(fs::exists(dir.path() / "identity.before" / "grant.json"));
  EXPECT_FALSE(agent::epoch_was_opened(dir.path())) << "the new identity has an epoch to open";
}

TEST_F(Enrolment, X4_UsedCodeIsRefusedWithTheServersWords) {
  const auto outcome = agent::enrol(dir.path(), "JY-01", "CODE-1", [](const std::string&) {
    return agent::LinkAnswer{agent::ServerReply{403, "code used\x1b[2J before", std::nullopt}};
  });
  const auto& refusal = std::get<EnrolmentRefused>(outcome);
  EXPECT_NE(refusal.en.find("code used [2J before"), std::string::npos) << "no control characters on a terminal";
  EXPECT_NE(refusal.zh.find("管理员"), std::string::npos);
}

TEST_F(Enrolment, CertificateOfAnotherKeyIsRefused) {
  bend = [this](wire::EnrolmentGrant& grant) { grant.certificate_pem = authority.server().certificate; };
  expect_refused_and_nothing_kept("certificate");
}

TEST_F(Enrolment, FingerprintOfAnotherKeyIsRefused) {
  bend = [](wire::EnrolmentGrant& grant) {
    grant.ledger_key_fingerprint = wire::SigningKey::generate().public_key().fingerprint();
  };
  expect_refused_and_nothing_kept("ledger_key_fingerprint");
}

TEST_F(Enrolment, GrantWithoutReceiptKeysIsRefused) {
  bend = [](wire::EnrolmentGrant& grant) { grant.receipt_keys.clear(); };
  expect_refused_and_nothing_kept("");
}

TEST_F(Enrolment, X4_CodeOfAnotherBerthIsRefused) {
  bend = [](wire::EnrolmentGrant& grant) { grant.berth = "JY-02"; };
  expect_refused_and_nothing_kept("JY-02");
}

TEST_F(Enrolment, PortalPageIsNoGrant) {
  const auto outcome = agent::enrol(dir.path(), "JY-01", "CODE-1", [](const std::string&) {
    return agent::LinkAnswer{agent::ServerReply{200, "<html>", std::nullopt}};
  });
  EXPECT_TRUE(std::holds_alternative<EnrolmentRefused>(outcome));
}

TEST_F(Enrolment, DamagedIdentityIsNamed) {
  enrol();
  std::ofstream(dir.path() / "identity" / "grant.json") << "{";
  EXPECT_THROW(agent::load_identity(dir.path()), std::runtime_error);
}

TEST(EnrolmentAddress, MustBeHttpsWithAHost) {
  TempDir dir;
  const fs::path ca = dir.path() / "ca.crt";
  std::ofstream(ca) << TestAuthority("a").ca_pem();
  EXPECT_NO_THROW(agent::https_enrolment_post("https://127.0.0.1:8443", ca));
  EXPECT_THROW(agent::https_enrolment_post("http://127.0.0.1:8443", ca), std::runtime_error);
  EXPECT_THROW(agent::https_enrolment_post("127.0.0.1", ca), std::runtime_error);
  EXPECT_THROW(agent::https_enrolment_post("https://127.0.0.1", dir.path() / "none.crt"), std::runtime_error);
}

}  // namespace
}  // namespace quaywatt::test
