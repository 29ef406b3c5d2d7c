#include "schema/wire/chain.h"

#include <openssl/evp.h>

#include <array>
#include <initializer_list>
#include <memory>
#include <stdexcept>

namespace quaywatt::wire {
namespace {

struct FreeDigest {
  void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

std::string hex(const unsigned char* bytes, std::size_t count) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out(count * 2, '0');
  for (std::size_t i = 0; i < count; ++i) {
    out[2 * i] = kDigits[bytes[i] >> 4U];
    out[2 * i + 1] = kDigits[bytes[i] & 0x0FU];
  }
  return out;
}

/// One context a thread, set up once: fetching the algorithm costs more than hashing a ledger line.
class Sha256 {
 public:
  Sha256() : digest_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
    if (!digest_ || !context_) throw std::runtime_error("OpenSSL offers no SHA-256");
  }

  std::string hex_of(std::initializer_list<std::string_view> parts) {
    bool done = EVP_DigestInit_ex2(context_.get(), digest_.get(), nullptr) == 1;
    for (const auto part : parts) done = done && EVP_DigestUpdate(context_.get(), part.data(), part.size()) == 1;
    std::array<unsigned char, 32> out{};
    if (!done || EVP_DigestFinal_ex(context_.get(), out.data(), nullptr) != 1) {
      throw std::runtime_error("OpenSSL failed to compute SHA-256");
    }
    return hex(out.data(), out.size());
  }

 private:
  std::unique_ptr<EVP_MD, FreeDigest> digest_;
  std::unique_ptr<EVP_MD_CTX, FreeDigest> context_;
};

std::string sha256_of(std::initializer_list<std::string_view> parts) {
  thread_local Sha256 sha256;
  return sha256.hex_of(parts);
}

}  // namespace

std::string sha256_hex(std::string_view bytes) { return sha256_of({bytes}); }

domain::Head epoch_start_head(std::string_view agent, std::uint32_t epoch) {
  return sha256_of({"quaywatt ledger 1\n", agent, "\n", std::to_string(epoch), "\n"});
}

domain::Head head_after(const domain::Head& before, std::string_view line) {
  return sha256_of({before, "\n", line, "\n"});
}

}  // namespace quaywatt::wire
