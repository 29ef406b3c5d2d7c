#include "server/enrolment/enrolment_code.h"

#include <openssl/rand.h>

#include <array>
#include <cctype>
#include <stdexcept>

#include "schema/wire/chain.h"

namespace quaywatt::server {

namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32
constexpr std::size_t kSymbols = 16;
constexpr std::size_t kGroup = 4;

char read_letter(char c) {
  const char upper = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (upper == 'O') return '0';
  if (upper == 'I' || upper == 'L') return '1';
  return upper;
}

}  // namespace

std::string new_enrolment_code() {
  std::array<unsigned char, kSymbols> random;
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) throw std::runtime_error("no randomness");
  std::string code;
  for (std::size_t index = 0; index < kSymbols; ++index) {
    if (index > 0 && index % kGroup == 0) code += '-';
    code += kLetters[random[index] % kLetters.size()];  // 256 is a multiple of 32: no letter is likelier
  }
  return code;
}

std::string enrolment_code_hash(std::string_view code) {
  std::string letters;
  for (const char c : code) {
    if (c != '-' && c != ' ') letters += read_letter(c);
  }
  return wire::sha256_hex("quaywatt enrolment code 1\n" + letters + "\n");
}

}  // namespace quaywatt::server
