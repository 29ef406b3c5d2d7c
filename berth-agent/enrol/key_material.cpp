#include "berth-agent/enrol/key_material.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

namespace quaywatt::agent {

namespace {

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Request = std::unique_ptr<X509_REQ, Freed<X509_REQ_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;

void check(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

Memory reading(std::string_view pem) { return Memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))); }

std::string text_of(BIO* memory) {
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(memory, &bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

Key key_from(std::string_view pem) {
  const Memory in = reading(pem);
  return Key(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr));
}

}  // namespace

std::string new_tls_key_pem() {
  const Key key(EVP_EC_gen("P-256"));
  check(key != nullptr, "cannot make a P-256 key");
  const Memory out(BIO_new(BIO_s_mem()));
  check(PEM_write_bio_PKCS8PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
        "cannot write a key");
  return text_of(out.get());
}

std::string certificate_request_pem(std::string_view tls_key_pem) {
  const Key key = key_from(tls_key_pem);
  check(key != nullptr, "the TLS key does not parse");
  const Request request(X509_REQ_new());
  X509_NAME* subject = X509_REQ_get_subject_name(request.get());
  const auto* name = reinterpret_cast<const unsigned char*>("quaywatt-agent");
  check(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, -1, -1, 0) == 1 &&
            X509_REQ_set_pubkey(request.get(), key.get()) == 1 &&
            X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0,
        "cannot make a certificate request");
  const Memory out(BIO_new(BIO_s_mem()));
  check(PEM_write_bio_X509_REQ(out.get(), request.get()) == 1, "cannot write a certificate request");
  return text_of(out.get());
}

bool certificate_fits_key(std::string_view certificate_pem, std::string_view tls_key_pem) {
  const Key key = key_from(tls_key_pem);
  const Memory in = reading(certificate_pem);
  const Certificate certificate(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr));
  return key && certificate && X509_check_private_key(certificate.get(), key.get()) == 1;
}

}  // namespace quaywatt::agent
