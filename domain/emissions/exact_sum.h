#pragma once
// Sums that do not depend on order or partition: each contribution is rounded once to an integer, then added in 128
// bits. 10^7 rows of the largest vessel stay far below 2^127.

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::domain {

__extension__ using Int128 = __int128;

inline constexpr double kMicrogramsPerGram = 1e6;
inline constexpr double kJoulesPerKwh = 3.6e6;

/// Rounds to the nearest integer, halves to even. |value| must be below 2^63.
inline std::int64_t round_once(double value) {
  // Adding 1.5 x 2^52 leaves no bits for a fraction, so the addition itself rounds; a library call for each of a
  // row's figures would cost as much as computing them.
  constexpr double kNoFraction = 0x1.8p52;
  constexpr double kFits = 0x1p51;
  if (std::abs(value) < kFits) return static_cast<std::int64_t>((value + kNoFraction) - kNoFraction);
  return std::llrint(value);
}

/// Decimal, with a minus where negative.
std::string to_decimal(Int128 value);

/// Decimal digits with an optional minus; anything else and what does not fit -> nullopt.
std::optional<Int128> from_decimal(std::string_view text);

}  // namespace quaywatt::domain
