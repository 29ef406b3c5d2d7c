#include "berth-agent/uplink/certificate_defect.h"

#include <openssl/x509.h>

#include "Poco/DateTimeFormatter.h"
#include "Poco/Delegate.h"
#include "Poco/Net/SSLManager.h"
#include "Poco/Net/VerificationErrorArgs.h"

namespace quaywatt::agent {

namespace {

thread_local std::optional<CertificateDefect> last_defect;

std::string fingerprint_of(const X509* certificate) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  constexpr unsigned int kShown = 8;
  if (X509_digest(certificate, EVP_sha256(), digest, &length) != 1 || length < kShown) return "?";
  static constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < kShown; ++i) {
    if (i > 0 && i % 2 == 0) text += ' ';
    text += kHex[digest[i] >> 4];
    text += kHex[digest[i] & 15];
  }
  return text;
}

void keep_defect(const void* /*sender*/, Poco::Net::VerificationErrorArgs& found) {
  const auto& certificate = found.certificate();
  const auto date = [](const Poco::DateTime& at) { return Poco::DateTimeFormatter::format(at, "%Y-%m-%d"); };
  last_defect = CertificateDefect{found.errorMessage(),
                                  found.errorNumber() == X509_V_ERR_CERT_HAS_EXPIRED,
                                  found.errorNumber() == X509_V_ERR_CERT_NOT_YET_VALID,
                                  certificate.subjectName(),
                                  fingerprint_of(certificate.certificate()),
                                  date(certificate.validFrom()),
                                  date(certificate.expiresOn())};
  found.setIgnoreError(false);
}

}  // namespace

void watch_certificates() {
  [[maybe_unused]] static const bool watching = [] {
    Poco::Net::SSLManager::instance().ClientVerificationError += Poco::delegate(&keep_defect);
    return true;
  }();
}

std::optional<CertificateDefect> take_certificate_defect() { return std::exchange(last_defect, std::nullopt); }

std::string words_zh(const CertificateDefect& defect) {
  std::string what = "服务器证书不被信任";
  if (defect.expired) what = "服务器证书已于 " + defect.valid_until + " 过期";
  if (defect.not_yet_valid) what = "服务器证书自 " + defect.valid_from + " 起才有效,请核对本机时钟";
  return what + "(指纹 " + defect.fingerprint + "," + defect.subject + "):拒绝连接,数据保留待传";
}

std::string words_en(const CertificateDefect& defect) {
  std::string what = "the server's certificate is not trusted: " + defect.reason;
  if (defect.expired) what = "the server's certificate expired on " + defect.valid_until;
  if (defect.not_yet_valid) {
    what = "the server's certificate is valid only from " + defect.valid_from + ", check this machine's clock";
  }
  return what + " (fingerprint " + defect.fingerprint + ", " + defect.subject +
         "): connection refused, everything is kept";
}

}  // namespace quaywatt::agent
