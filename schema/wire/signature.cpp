#include "schema/wire/signature.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>

#include "schema/wire/chain.h"

namespace quaywatt::wire {
namespace {

constexpr std::size_t kPublicKeyBytes = 32;
constexpr std::size_t kSignatureBytes = 64;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;
using Bio = std::unique_ptr<BIO, Free>;

const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

[[noreturn]] void fail(const char* what) { throw std::runtime_error(std::string("Ed25519: ") + what); }

std::string text_of(const Bio& bio) {
  char* start = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &start);
  return size > 0 ? std::string(start, static_cast<std::size_t>(size)) : std::string();
}

Key public_key_of(std::string_view raw) {
  Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(raw), raw.size()));
  if (!key) fail("no public key of these 32 bytes");
  return key;
}

}  // namespace

std::optional<PublicKey> PublicKey::from_base64(std::string_view text) {
  auto raw = base64_decode(text);
  if (!raw || raw->size() != kPublicKeyBytes) return std::nullopt;
  return PublicKey(std::move(*raw));
}

std::string PublicKey::base64() const { return base64_encode(raw_); }

std::string PublicKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  const Key key = public_key_of(raw_);
  if (!bio || PEM_write_bio_PUBKEY(bio.get(), key.get()) != 1) fail("the public key cannot be written");
  return text_of(bio);
}

std::string PublicKey::fingerprint() const {
  const std::string digest = sha256_hex(raw_);
  return digest.substr(0, 4) + " " + digest.substr(4, 4) + " " + digest.substr(8, 4) + " " + digest.substr(12, 4);
}

bool PublicKey::verify(std::string_view text, std::string_view signature_base64) const {
  const auto signature = base64_decode(signature_base64);
  if (!signature || signature->size() != kSignatureBytes) return false;
  const Key key = public_key_of(raw_);
  const Context context(EVP_MD_CTX_new());
  if (!context || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1) {
    fail("verification cannot start");
  }
  return EVP_DigestVerify(context.get(), octets(*signature), signature->size(), octets(text), text.size()) == 1;
}

struct SigningKey::Impl {
  Key key;
};

SigningKey::SigningKey(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

SigningKey SigningKey::generate() {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (!key) fail("no key could be generated");
  return SigningKey(std::make_unique<Impl>(Impl{std::move(key)}));
}

SigningKey SigningKey::from_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  // A key file with a pass phrase would make OpenSSL ask on the terminal; answer it with an empty one instead.
  const auto no_pass_phrase = [](char*, int, int, void*) { return 0; };
  Key key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, no_pass_phrase, nullptr) : nullptr);
  if (!key || EVP_PKEY_is_a(key.get(), "ED25519") != 1) fail("the text holds no Ed25519 private key in PEM");
  return SigningKey(std::make_unique<Impl>(Impl{std::move(key)}));
}

std::string SigningKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), impl_->key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    fail("the private key cannot be written");
  }
  return text_of(bio);
}

PublicKey SigningKey::public_key() const {
  std::string raw(kPublicKeyBytes, '\0');
  std::size_t size = raw.size();
  if (EVP_PKEY_get_raw_public_key(impl_->key.get(), octets(raw), &size) != 1 || size != kPublicKeyBytes) {
    fail("the key has no public part");
  }
  return PublicKey(std::move(raw));
}

std::string SigningKey::sign(std::string_view text) const {
  const Context context(EVP_MD_CTX_new());
  std::string signature(kSignatureBytes, '\0');
  std::size_t size = signature.size();
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, impl_->key.get()) != 1 ||
      EVP_DigestSign(context.get(), octets(signature), &size, octets(text), text.size()) != 1) {
    fail("signing failed");
  }
  return base64_encode(signature);
}

}  // namespace quaywatt::wire
