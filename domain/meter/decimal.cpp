#include "domain/meter/decimal.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace quaywatt::domain {
namespace {

constexpr std::int32_t kMaxDigits = 18;  // 10^18 fits 64 bits
constexpr std::int32_t kMaxExponent = 18;
constexpr float kTooLarge = 1e15F;
constexpr float kTooSmall = 1e-18F;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes the digits at the front of `text`, appends them to `coefficient`; their count, or nullopt on overflow.
std::optional<std::int32_t> take_digits(std::string_view& text, std::int64_t& coefficient) {
  std::int32_t count = 0;
  while (!text.empty() && is_digit(text.front())) {
    if (coefficient >= 100'000'000'000'000'000) return std::nullopt;
    coefficient = coefficient * 10 + (text.front() - '0');
    text.remove_prefix(1);
    ++count;
  }
  return count;
}

std::optional<std::int32_t> parse_exponent(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  std::int32_t exponent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (exponent < -kMaxExponent || exponent > kMaxExponent) return std::nullopt;
  return exponent;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  Decimal number;
  const auto whole = take_digits(text, number.coefficient);
  if (!whole || *whole == 0) return std::nullopt;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const auto fraction = take_digits(text, number.coefficient);
    if (!fraction || *fraction == 0 || *fraction > kMaxDigits) return std::nullopt;
    number.exponent = -*fraction;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    const auto exponent = parse_exponent(text.substr(1));
    if (!exponent) return std::nullopt;
    number.exponent += *exponent;
    text = {};
  }
  if (!text.empty()) return std::nullopt;
  if (negative) number.coefficient = -number.coefficient;
  return number;
}

std::optional<Decimal> shortest_decimal(float number) {
  if (!std::isfinite(number) || std::fabs(number) >= kTooLarge) return std::nullopt;
  if (std::fabs(number) < kTooSmall) return Decimal{};
  std::array<char, 32> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific);
  auto found = parse_decimal({text.data(), static_cast<std::size_t>(written.ptr - text.data())});
  if (found && found->exponent > 0) {  // 1.2e+03 is shown as 1200
    const auto whole = rounded_to(*found, 0);
    if (!whole) return std::nullopt;
    found = Decimal{*whole, 0};
  }
  return found;
}

std::string format_decimal(Decimal number) {
  const bool negative = number.coefficient < 0;
  const auto bits = static_cast<std::uint64_t>(number.coefficient);
  std::string digits = std::to_string(negative ? std::uint64_t{0} - bits : bits);
  if (number.exponent > 0 && number.coefficient != 0) {
    digits.append(static_cast<std::size_t>(number.exponent), '0');
  } else if (number.exponent < 0) {
    const auto places = static_cast<std::size_t>(-number.exponent);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  return negative ? "-" + digits : digits;
}

std::optional<Decimal> multiply(Decimal a, Decimal b) {
  Decimal product;
  if (__builtin_mul_overflow(a.coefficient, b.coefficient, &product.coefficient)) return std::nullopt;
  product.exponent = a.exponent + b.exponent;
  return product;
}

std::optional<std::int64_t> rounded_to(Decimal number, std::int32_t exponent) {
  std::int64_t result = number.coefficient;
  std::int32_t shift = number.exponent - exponent;
  if (result == 0 || shift == 0) return result;
  for (; shift > 0; --shift) {
    if (__builtin_mul_overflow(result, std::int64_t{10}, &result)) return std::nullopt;
  }
  if (shift < -kMaxDigits) return 0;
  std::int64_t divisor = 1;
  for (; shift < 0; ++shift) divisor *= 10;
  const std::int64_t quotient = result / divisor;
  const std::int64_t rest = result % divisor;
  if (rest >= divisor - rest && rest > 0) return quotient + 1;
  if (-rest >= divisor + rest && rest < 0) return quotient - 1;
  return quotient;
}

}  // namespace quaywatt::domain
