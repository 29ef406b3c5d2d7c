#include "server/http/tls.h"

#include <Poco/Exception.h>
#include <Poco/Net/NetSSL.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>
#include <stdexcept>

namespace quaywatt::server {

namespace {

constexpr const char* kCiphersTls12 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr int kVerificationDepth = 4;
constexpr std::size_t kSessionsKept = 4'096;  // some kilobytes each

std::string hex(const unsigned char* bytes, unsigned count) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned index = 0; index < count; ++index) {
    text += kDigits[bytes[index] >> 4];
    text += kDigits[bytes[index] & 15];
  }
  return text;
}

void must_be_readable(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error("文件不存在 / no such file: " + file.string());
  }
}

}  // namespace

Poco::Net::Context::Ptr server_tls_context(const ServerTls& tls) {
  static const bool initialized = (Poco::Net::initializeSSL(), true);
  (void)initialized;
  using Poco::Net::Context;
  Context::Params params;
  must_be_readable(tls.certificate_file);
  must_be_readable(tls.key_file);
  params.certificateFile = tls.certificate_file.string();
  params.privateKeyFile = tls.key_file.string();
  params.caLocation = tls.client_ca_file.string();
  if (!params.caLocation.empty()) must_be_readable(tls.client_ca_file);
  params.verificationMode = params.caLocation.empty() ? Context::VERIFY_NONE : Context::VERIFY_STRICT;
  params.verificationDepth = kVerificationDepth;
  params.loadDefaultCAs = false;
  params.cipherList = kCiphersTls12;
  try {
    Context::Ptr context = new Context(Context::TLS_SERVER_USE, params);
    context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
    // A berth agent's certificate bears the agent's name, not a host's; the authority's signature is what counts.
    context->enableExtendedCertificateVerification(false);
    // Clients that show certificates can resume only within a named context.
    context->enableSessionCache(true, "quaywatt");
    context->setSessionCacheSize(kSessionsKept);
    // Kept here and named by 32 bytes: a ticket carries the client's whole certificate there and back, several seconds
    // of a line of 2 kbit/s (fault N5).
    context->disableStatelessSessionResumption();
    return context;
  } catch (const Poco::Exception& error) {
    throw std::runtime_error(tls.certificate_file.string() + ", " + tls.key_file.string() + ": " +
                             error.displayText());
  }
}

std::optional<PeerCertificate> peer_certificate(Poco::Net::StreamSocket& socket) {
  Poco::Net::SecureStreamSocket secure(socket);
  if (!secure.havePeerCertificate()) return std::nullopt;
  const auto certificate = secure.peerCertificate();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  if (X509_digest(certificate.certificate(), EVP_sha256(), digest.data(), &size) != 1) return std::nullopt;
  return PeerCertificate{hex(digest.data(), size), certificate.commonName()};
}

}  // namespace quaywatt::server
