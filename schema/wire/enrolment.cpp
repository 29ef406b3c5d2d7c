#include "schema/wire/enrolment.h"

#include "schema/wire/message.h"

namespace quaywatt::wire {
namespace {

constexpr std::size_t kPemMaxBytes = 8 * 1024;
constexpr std::size_t kReceiptKeysMax = 8;
constexpr std::size_t kGrantMaxBytes = 64 * 1024;

}  // namespace

template <typename F, Is<EnrolmentRequest> R>
void describe(F& f, R& request) {
  f.required("code", request.code, Text{64});
  f.required("certificate_request_pem", request.certificate_request_pem, Text{kPemMaxBytes, true});
  f.required("ledger_key", request.ledger_key, Base64Text{32});
  f.required("program_version", request.program_version, Text{});
}

template <typename F, Is<ReceiptKey> K>
void describe(F& f, K& key) {
  f.required("key_id", key.key_id, Text{});
  f.required("public_key", key.public_key, Base64Text{32});
}

template <typename F, Is<EnrolmentGrant> G>
void describe(F& f, G& grant) {
  f.required("agent", grant.agent, Text{});
  f.required("berth", grant.berth, Text{});
  f.required("certificate_pem", grant.certificate_pem, Text{kPemMaxBytes, true});
  f.required("ca_pem", grant.ca_pem, Text{2 * kPemMaxBytes, true});
  f.required("ledger_key_fingerprint", grant.ledger_key_fingerprint, Text{64});
  f.required("receipt_keys", grant.receipt_keys, kReceiptKeysMax);
  f.required("next_epoch", grant.next_epoch, Range{1, 0xFFFF'FFFF});
  f.optional("previous_head", grant.previous_head, HexText{64});
  f.required("previous_seq", grant.previous_seq, Range{0});
  f.required("server_time", grant.server_time);
}

std::string encode_request(const EnrolmentRequest& request) { return encode_message(request); }

std::optional<EnrolmentRequest> decode_request(std::string_view body) {
  EnrolmentRequest request;
  if (body.size() > kEnrolmentMaxBytes || decode_message(body, request)) return std::nullopt;
  return request;
}

std::string encode_grant(const EnrolmentGrant& grant) { return encode_message(grant); }

std::optional<EnrolmentGrant> decode_grant(std::string_view body) {
  EnrolmentGrant grant;
  if (body.size() > kGrantMaxBytes || decode_message(body, grant)) return std::nullopt;
  return grant;
}

}  // namespace quaywatt::wire
