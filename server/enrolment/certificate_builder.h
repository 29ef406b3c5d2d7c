#pragma once
// Assembles and signs one X.509 certificate.

#include <optional>
#include <string>

#include "domain/time/instant.h"
#include "server/enrolment/openssl_ptr.h"

namespace quaywatt::server::tls {

struct CertificatePlan {
  std::string common_name;
  std::string organization;
  domain::Instant not_before{};
  domain::Instant not_after{};
  std::string basic_constraints;     ///< in OpenSSL's words: "critical,CA:FALSE"
  std::string key_usage;
  std::string extended_key_usage;    ///< empty: none
  std::string subject_alternatives;  ///< "DNS:localhost,IP:127.0.0.1"; empty: none
};

/// Signed by `issuer_key`; `issuer` is nullptr for a self-signed one. Serial: 126 random bits.
Certificate build_certificate(const CertificatePlan& plan, EVP_PKEY* public_key, X509* issuer, EVP_PKEY* issuer_key);

std::string serial_hex(X509* certificate);
domain::Instant not_after(X509* certificate);

}  // namespace quaywatt::server::tls
