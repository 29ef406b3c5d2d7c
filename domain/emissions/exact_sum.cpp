#include "domain/emissions/exact_sum.h"

#include <algorithm>

namespace quaywatt::domain {
namespace {

__extension__ using UnsignedInt128 = unsigned __int128;

constexpr Int128 kMax = static_cast<Int128>(~static_cast<UnsignedInt128>(0) >> 1);

}  // namespace

std::string to_decimal(Int128 value) {
  const bool negative = value < 0;
  std::string digits;
  do {
    const int digit = static_cast<int>(value % 10);
    digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
    value /= 10;
  } while (value != 0);
  if (negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::optional<Int128> from_decimal(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  Int128 value = 0;
  for (char letter : text) {
    if (letter < '0' || letter > '9') return std::nullopt;
    const int digit = letter - '0';
    if (value > (kMax - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return negative ? -value : value;
}

}  // namespace quaywatt::domain
