#pragma once
// Enrolment on the server's public port (no certificate yet): a one-time code, bound to a berth, valid for 24 h,
// buys a certificate (fault X4). POST /enrol/v1 with EnrolmentRequest as JSON, answered by EnrolmentGrant.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::wire {

inline constexpr std::size_t kEnrolmentMaxBytes = 16 * 1024;

struct EnrolmentRequest {
  std::string code;
  std::string certificate_request_pem;  ///< PKCS#10, P-256; its subject is ignored, the server names the agent
  std::string ledger_key;               ///< Ed25519 public key, base64
  std::string program_version;
};

struct ReceiptKey {
  std::string key_id;
  std::string public_key;  ///< base64
};

struct EnrolmentGrant {
  std::string agent;                    ///< the agent's name = the berth cabinet's
  std::string berth;
  std::string certificate_pem;
  std::string ca_pem;                   ///< what agent and server trust
  std::string ledger_key_fingerprint;   ///< shown on both sides; an administrator compares and approves
  std::vector<ReceiptKey> receipt_keys; ///< pinned
  std::uint32_t next_epoch = 1;         ///< 1 for a first enrolment, held epoch + 1 afterwards
  std::optional<std::string> previous_head;
  std::uint64_t previous_seq = 0;
  domain::Instant server_time{};
};

std::string encode_request(const EnrolmentRequest& request);
std::optional<EnrolmentRequest> decode_request(std::string_view body);
std::string encode_grant(const EnrolmentGrant& grant);
std::optional<EnrolmentGrant> decode_grant(std::string_view body);

}  // namespace quaywatt::wire
