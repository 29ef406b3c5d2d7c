#pragma once
// Exact decimal figures, as meters show them. No binary fractions: 0.26 stays 0.26 (fault M17).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::domain {

/// coefficient × 10^exponent; the exponent keeps the digits shown: 12.30 is {1230, -2}.
struct Decimal {
  std::int64_t coefficient = 0;
  std::int32_t exponent = 0;

  bool operator==(const Decimal&) const = default;  ///< same digits: 12.3 and 12.30 differ
};

/// Reads "-12.30", "7", "1.5e-05". No blanks, no "+", no empty side of the point; nullopt when it is no such number,
/// has more than 18 digits or an exponent beyond ±18.
std::optional<Decimal> parse_decimal(std::string_view text);

/// The shortest decimal that names this single-precision number and no other; nullopt for NaN, infinities and
/// magnitudes from 1e15 on. What is below 1e-18 is 0.
std::optional<Decimal> shortest_decimal(float number);

/// "12.30", "-0.05", "1200"; never an exponent, never "-0".
std::string format_decimal(Decimal number);

/// Exact product; nullopt when it does not fit.
std::optional<Decimal> multiply(Decimal a, Decimal b);

/// How many 10^exponent the number is, rounded half away from zero: rounded_to({1235, -2}, -1) = 124.
/// nullopt when it does not fit 64 bits.
std::optional<std::int64_t> rounded_to(Decimal number, std::int32_t exponent);

}  // namespace quaywatt::domain
