#include "server/enrolment/certificate_authority.h"

#include <algorithm>
#include <utility>

#include "server/enrolment/certificate_builder.h"

namespace quaywatt::server {

namespace {

// An agent whose clock runs a little behind must not find its new certificate "not yet valid".
constexpr std::chrono::minutes kClockAllowance{10};

}  // namespace

std::optional<CertificateRequest> CertificateRequest::parse(std::string_view pem) {
  const tls::Request request = tls::request_from_pem(pem);
  if (!request) return std::nullopt;
  tls::Key key(X509_REQ_get_pubkey(request.get()));
  if (!tls::is_p256(key.get()) || X509_REQ_verify(request.get(), key.get()) != 1) return std::nullopt;
  return CertificateRequest(std::move(key));
}

CertificateAuthority::CertificateAuthority(std::string certificate_pem, std::string_view key_pem)
    : certificate_pem_(std::move(certificate_pem)),
      certificate_(tls::certificate_from_pem(certificate_pem_)),
      key_(tls::key_from_pem(key_pem)) {
  if (!certificate_) tls::fail("the CA certificate is none");
  if (!key_) tls::fail("the CA key is none");
  if (X509_check_private_key(certificate_.get(), key_.get()) != 1) tls::fail("CA certificate and key do not fit");
  if (X509_check_ca(certificate_.get()) == 0) tls::fail("the CA certificate may not sign certificates");
}

IssuedCertificate CertificateAuthority::issue(const CertificateRequest& request, const std::string& agent,
                                              domain::Instant now) const {
  tls::CertificatePlan plan;
  plan.common_name = agent;
  plan.organization = "Quaywatt berth agent";
  plan.not_before = now - kClockAllowance;
  plan.not_after = std::min<domain::Instant>(now + kAgentCertificateLife, tls::not_after(certificate_.get()));
  plan.basic_constraints = "critical,CA:FALSE";
  plan.key_usage = "critical,digitalSignature";
  plan.extended_key_usage = "clientAuth";
  const auto certificate = tls::build_certificate(plan, request.public_key(), certificate_.get(), key_.get());
  return {tls::fingerprint(certificate.get()), tls::serial_hex(certificate.get()), tls::pem_of(certificate.get()), now,
          tls::not_after(certificate.get())};
}

}  // namespace quaywatt::server
