#include "server/enrolment/enrol_agent.h"

#include <optional>

#include "schema/wire/chain.h"
#include "schema/wire/signature.h"
#include "server/enrolment/enrolment_code.h"

namespace quaywatt::server {

namespace {

using Outcome = std::variant<wire::EnrolmentGrant, EnrolmentRefusal>;

/// What the request brings, checked.
struct PresentedKeys {
  CertificateRequest certificate_request;
  wire::PublicKey ledger_key;
  std::string hash() const {
    return wire::sha256_hex(certificate_request.public_key_hash() + "\n" + ledger_key.base64() + "\n");
  }
};

std::optional<PresentedKeys> keys_of(const wire::EnrolmentRequest& request) {
  auto certificate_request = CertificateRequest::parse(request.certificate_request_pem);
  auto ledger_key = wire::PublicKey::from_base64(request.ledger_key);
  if (!certificate_request || !ledger_key) return std::nullopt;
  return PresentedKeys{std::move(*certificate_request), std::move(*ledger_key)};
}

wire::EnrolmentGrant grant_of(const EnrolmentCode& code, const PresentedKeys& keys, const std::string& certificate_pem,
                              const domain::HeldLedger& held, domain::Instant now) {
  wire::EnrolmentGrant grant;
  grant.agent = code.agent;
  grant.berth = code.berth;
  grant.certificate_pem = certificate_pem;
  grant.ledger_key_fingerprint = keys.ledger_key.fingerprint();
  grant.next_epoch = held.last.epoch + 1;
  if (held.last.epoch > 0) grant.previous_head = held.head;
  grant.previous_seq = held.last.seq;
  grant.server_time = now;
  return grant;
}

void raise_second_use(EnrolmentTransaction& transaction, const EnrolmentCode& code, const std::string& from,
                      domain::Instant now) {
  transaction.raise({"enrolment_code_reused", code.agent, code.code_hash.substr(0, 16),
                     "注册码被第二次使用(来自 " + from + "),可能已被盗用;批准前请核对指纹",
                     "an enrolment code was presented a second time (from " + from +
                         "), it may be stolen; compare the fingerprint before approving",
                     now});
}

}  // namespace

void EnrolAgent::note_wrong_code(const std::string& from, domain::Instant now) {
  if (!limiter_.failed(from, now)) return;
  store_.in_transaction([&](EnrolmentTransaction& transaction) {
    transaction.raise({"enrolment_guessing", from, "",
                       "同一地址多次使用错误注册码", "many wrong enrolment codes from one address", now});
  });
}

Outcome EnrolAgent::run(const wire::EnrolmentRequest& request, const std::string& from, domain::Instant now) {
  if (!limiter_.allowed(from, now)) return EnrolmentRefusal::too_many_attempts;
  const auto keys = keys_of(request);
  if (!keys) return EnrolmentRefusal::bad_keys;
  Outcome outcome = EnrolmentRefusal::unknown_code;
  store_.in_transaction([&](EnrolmentTransaction& transaction) {
    outcome = EnrolmentRefusal::unknown_code;
    const auto code = transaction.present_code(enrolment_code_hash(request.code));
    if (!code) return;
    const bool same_again = code->used_at && code->used_keys == keys->hash();
    if (code->used_at && !same_again) {
      raise_second_use(transaction, *code, from, now);
      outcome = EnrolmentRefusal::used_code;
      return;
    }
    if (now >= code->expires_at) {
      outcome = EnrolmentRefusal::expired_code;
      return;
    }
    const auto held = transaction.lock_held(code->agent);
    std::string certificate_pem;
    if (same_again) {
      certificate_pem = transaction.certificate_pem(code->certificate_fingerprint).value_or("");
    } else {
      const auto certificate = authority_.issue(keys->certificate_request, code->agent, now);
      certificate_pem = certificate.pem;
      transaction.enrol({code->code_hash, code->agent, code->berth, keys->ledger_key.base64(),
                         keys->ledger_key.fingerprint(), request.program_version, from, keys->hash(), certificate,
                         held.last});
    }
    auto grant = grant_of(*code, *keys, certificate_pem, held, now);
    grant.ca_pem = authority_.certificate_pem();
    grant.receipt_keys = transaction.receipt_keys();
    outcome = std::move(grant);
  });
  if (std::holds_alternative<EnrolmentRefusal>(outcome)) note_wrong_code(from, now);
  return outcome;
}

}  // namespace quaywatt::server
