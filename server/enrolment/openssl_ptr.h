#pragma once
// Owners for OpenSSL's objects, and its errors as exceptions.

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

namespace quaywatt::server::tls {

template <auto Free>
struct Freed {
  template <typename Object>
  void operator()(Object* object) const {
    Free(object);
  }
};

using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Request = std::unique_ptr<X509_REQ, Freed<X509_REQ_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using BigNumber = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

/// Throws std::runtime_error with `what` and OpenSSL's reason; empties its error queue.
[[noreturn]] void fail(const std::string& what);

inline void must(bool done, const char* what) {
  if (!done) fail(what);
}

Bio reading(std::string_view text);
std::string written(BIO* memory);

/// nullptr when the text is none. Never asks for a pass phrase.
Key key_from_pem(std::string_view pem);
Certificate certificate_from_pem(std::string_view pem);
Request request_from_pem(std::string_view pem);

std::string pem_of(EVP_PKEY* private_key);
std::string pem_of(X509* certificate);

/// Lower-case hex SHA-256 of the DER.
std::string fingerprint(X509* certificate);
/// Lower-case hex SHA-256 of the SubjectPublicKeyInfo.
std::string public_key_hash(EVP_PKEY* key);

/// Is it an elliptic key on P-256?
bool is_p256(EVP_PKEY* key);
Key new_p256_key();

}  // namespace quaywatt::server::tls
