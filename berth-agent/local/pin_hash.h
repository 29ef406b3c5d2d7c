#pragma once
// Argon2id hashes of operators' PINs (RFC 9106).

#include <string>
#include <string_view>

namespace quaywatt::agent {

/// Cost of one hash. Larger slows down whoever guesses, and the login alike; the hash itself says what it took.
struct PinHashCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 64 * 1024;
};

inline constexpr std::size_t kPinMinDigits = 6;
inline constexpr std::size_t kPinMaxDigits = 12;

/// 6 to 12 decimal digits: what a gloved finger can enter.
bool is_pin(std::string_view pin);

/// "$argon2id$v=19$m=…", with a salt of its own from the operating system. Throws std::runtime_error when there is no
/// randomness or memory.
std::string hash_pin(std::string_view pin, PinHashCost cost = {});

/// False for a wrong PIN and for a hash that is none. Takes as long for either.
bool pin_matches(std::string_view pin, const std::string& hash);

}  // namespace quaywatt::agent
