#pragma once
// Gives berth agents their certificates. The request brings a public key and nothing else that counts: name, times and
// purposes are ours.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/time/instant.h"
#include "server/enrolment/openssl_ptr.h"
#include "server/store/enrolment_store.h"

namespace quaywatt::server {

inline constexpr std::chrono::days kAgentCertificateLife{397};

/// A PKCS#10 request whose sender holds the key: P-256, signed by itself.
class CertificateRequest {
 public:
  /// nullopt: no request, another kind of key, or a signature that does not fit.
  static std::optional<CertificateRequest> parse(std::string_view pem);

  EVP_PKEY* public_key() const { return key_.get(); }
  std::string public_key_hash() const { return tls::public_key_hash(key_.get()); }

 private:
  explicit CertificateRequest(tls::Key key) : key_(std::move(key)) {}
  tls::Key key_;
};

/// Thread-safe.
class CertificateAuthority {
 public:
  /// Throws std::runtime_error when the texts are none, or do not belong together.
  CertificateAuthority(std::string certificate_pem, std::string_view key_pem);

  /// A client certificate for `agent`, good from a little before `now` for 397 days or as long as the authority.
  IssuedCertificate issue(const CertificateRequest& request, const std::string& agent, domain::Instant now) const;

  const std::string& certificate_pem() const { return certificate_pem_; }

 private:
  std::string certificate_pem_;
  tls::Certificate certificate_;
  tls::Key key_;
};

}  // namespace quaywatt::server
