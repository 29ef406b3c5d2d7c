#include "server/enrolment/openssl_ptr.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <stdexcept>

#include "schema/wire/chain.h"

namespace quaywatt::server::tls {

namespace {

int no_pass_phrase(char*, int, int, void*) { return -1; }

template <typename Object, typename Read>
Object from_pem(std::string_view pem, Read read) {
  const Bio bio = reading(pem);
  Object object(read(bio.get(), nullptr, no_pass_phrase, nullptr));
  ERR_clear_error();
  return object;
}

template <typename Object, typename Encode>
std::string der_hash(Object* object, Encode encode) {
  unsigned char* der = nullptr;
  const int size = encode(object, &der);
  must(size > 0, "cannot encode");
  std::string hash = wire::sha256_hex({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  return hash;
}

}  // namespace

void fail(const std::string& what) {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  throw std::runtime_error(what + (reason != nullptr ? std::string(": ") + reason : std::string()));
}

Bio reading(std::string_view text) {
  Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  must(bio != nullptr, "no memory for reading");
  return bio;
}

std::string written(BIO* memory) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  return std::string(text, static_cast<std::size_t>(size));
}

Key key_from_pem(std::string_view pem) { return from_pem<Key>(pem, PEM_read_bio_PrivateKey); }
Certificate certificate_from_pem(std::string_view pem) { return from_pem<Certificate>(pem, PEM_read_bio_X509); }
Request request_from_pem(std::string_view pem) { return from_pem<Request>(pem, PEM_read_bio_X509_REQ); }

std::string pem_of(EVP_PKEY* private_key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  must(PEM_write_bio_PrivateKey(bio.get(), private_key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
       "cannot write key");
  return written(bio.get());
}

std::string pem_of(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  must(PEM_write_bio_X509(bio.get(), certificate) == 1, "cannot write certificate");
  return written(bio.get());
}

std::string fingerprint(X509* certificate) {
  return der_hash(certificate, [](X509* it, unsigned char** der) { return i2d_X509(it, der); });
}

std::string public_key_hash(EVP_PKEY* key) {
  return der_hash(key, [](EVP_PKEY* it, unsigned char** der) { return i2d_PUBKEY(it, der); });
}

bool is_p256(EVP_PKEY* key) {
  char group[32] = {};
  std::size_t size = 0;
  if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_EC) return false;
  return EVP_PKEY_get_group_name(key, group, sizeof group, &size) == 1 &&
         std::string_view(group, size) == SN_X9_62_prime256v1;
}

Key new_p256_key() {
  Key key(EVP_EC_gen("P-256"));
  must(key != nullptr, "cannot make a key");
  return key;
}

}  // namespace quaywatt::server::tls
