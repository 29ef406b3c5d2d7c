#include "berth-agent/local/pin_hash.h"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "berth-agent/local/secure_random.h"

namespace quaywatt::agent {

namespace {

constexpr std::uint32_t kLanes = 1;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;

}  // namespace

bool is_pin(std::string_view pin) {
  return pin.size() >= kPinMinDigits && pin.size() <= kPinMaxDigits &&
         std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string hash_pin(std::string_view pin, PinHashCost cost) {
  const std::string salt = secure_random_bytes(kSaltBytes);
  std::string encoded(argon2_encodedlen(cost.passes, cost.memory_kib, kLanes, kSaltBytes, kHashBytes, Argon2_id), '\0');
  const int result = argon2id_hash_encoded(cost.passes, cost.memory_kib, kLanes, pin.data(), pin.size(), salt.data(),
                                           salt.size(), kHashBytes, encoded.data(), encoded.size());
  if (result != ARGON2_OK) throw std::runtime_error(std::string("Argon2: ") + argon2_error_message(result));
  encoded.resize(encoded.find('\0'));
  return encoded;
}

bool pin_matches(std::string_view pin, const std::string& hash) {
  return argon2id_verify(hash.c_str(), pin.data(), pin.size()) == ARGON2_OK;
}

}  // namespace quaywatt::agent
