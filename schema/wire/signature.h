#pragma once
// Ed25519 keys of agents and of the server's receipts (OpenSSL EVP).

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::wire {

/// A public key, 32 raw bytes.
class PublicKey {
 public:
  static std::optional<PublicKey> from_base64(std::string_view text);
  std::string base64() const;
  std::string pem() const;             ///< SubjectPublicKeyInfo, for `openssl pkeyutl -verify`
  /// First 16 hex digits of SHA-256 of the raw key, in groups of four: shown to people.
  std::string fingerprint() const;
  bool verify(std::string_view text, std::string_view signature_base64) const;
  bool operator==(const PublicKey&) const = default;

 private:
  explicit PublicKey(std::string raw) : raw_(std::move(raw)) {}
  friend class SigningKey;
  std::string raw_;
};

/// A private key. Never printed; leaves the object only as a PEM for its key file.
class SigningKey {
 public:
  static SigningKey generate();
  /// Throws std::runtime_error when the PEM is no Ed25519 private key.
  static SigningKey from_pem(std::string_view pem);
  std::string pem() const;
  PublicKey public_key() const;
  /// Signature, base64.
  std::string sign(std::string_view text) const;

  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;
  ~SigningKey();

 private:
  struct Impl;
  explicit SigningKey(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

std::string base64_encode(std::string_view bytes);
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace quaywatt::wire
