#pragma once
// A state directory as an enrolment leaves it, with the server's half in the test's hands.

#include <string>

#include "berth-agent/enrol/enrolment.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_authority.h"

namespace quaywatt::test {

class EnrolledFolder {
 public:
  explicit EnrolledFolder(std::string agent = "jy-shili-01", std::string berth = "JY-01")
      : agent_(std::move(agent)), berth_(std::move(berth)) {
    enrol();
  }

  /// Again with new keys, as after a suspension: the server says what it holds.
  void enrol(std::uint32_t next_epoch = 1, std::optional<std::string> held_head = {}, std::uint64_t held_seq = 0) {
    agent::enrol(path(), berth_, "CODE", [&](const std::string& body) {
      const auto request = wire::decode_request(body);
      wire::EnrolmentGrant grant;
      grant.agent = agent_;
      grant.berth = berth_;
      grant.certificate_pem = authority_.sign(request->certificate_request_pem, agent_);
      grant.ca_pem = authority_.ca_pem();
      grant.ledger_key_fingerprint = wire::PublicKey::from_base64(request->ledger_key)->fingerprint();
      grant.receipt_keys = {{"r1", receipt_key_.public_key().base64()}};
      grant.next_epoch = next_epoch;
      grant.previous_head = std::move(held_head);
      grant.previous_seq = held_seq;
      return agent::LinkAnswer{agent::ServerReply{200, wire::encode_grant(grant), std::nullopt}};
    });
  }

  const std::filesystem::path& path() const { return dir_.path(); }
  const wire::SigningKey& receipt_key() const { return receipt_key_; }

 private:
  std::string agent_;
  std::string berth_;
  TempDir dir_;
  TestAuthority authority_{"test authority"};
  wire::SigningKey receipt_key_ = wire::SigningKey::generate();
};

}  // namespace quaywatt::test
