#pragma once
// Why a server's certificate was not believed, as caught while TLS refuses it in this thread (fault N8).

#include <optional>
#include <string>

namespace quaywatt::agent {

struct CertificateDefect {
  std::string reason;       ///< OpenSSL's word: "certificate has expired"
  bool expired = false;
  bool not_yet_valid = false;
  std::string subject;
  std::string fingerprint;  ///< first 16 hex digits of the SHA-256 over the certificate, in groups of four
  std::string valid_from;   ///< "2024-09-10"
  std::string valid_until;
};

/// From here on defects found in any thread are kept for that thread. Call once or often.
void watch_certificates();

/// The defect found in this thread since the last call, if any.
std::optional<CertificateDefect> take_certificate_defect();

/// "…证书已于 2024-09-10 过期(指纹 …)" and the same in English.
std::string words_zh(const CertificateDefect& defect);
std::string words_en(const CertificateDefect& defect);

}  // namespace quaywatt::agent
