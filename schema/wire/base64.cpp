// Strict base64 (RFC 4648, section 4): no white space, padding exactly where it belongs, unused bits zero, so that
// one sequence of bytes has one spelling.
#include <array>
#include <cstdint>

#include "schema/wire/signature.h"

namespace quaywatt::wire {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNoDigit = 0xFF;

constexpr std::array<std::uint8_t, 256> kDigitValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

std::uint32_t byte_at(std::string_view bytes, std::size_t i) {
  return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
}

}  // namespace

std::string base64_encode(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t group = byte_at(bytes, i) << 16U | byte_at(bytes, i + 1) << 8U | byte_at(bytes, i + 2);
    out += kAlphabet[group >> 18U];
    out += kAlphabet[group >> 12U & 0x3FU];
    out += i + 1 < bytes.size() ? kAlphabet[group >> 6U & 0x3FU] : '=';
    out += i + 2 < bytes.size() ? kAlphabet[group & 0x3FU] : '=';
  }
  return out;
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t digits = text.size();
  for (int padding = 0; padding < 2 && digits > 0 && text[digits - 1] == '='; ++padding) --digits;

  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t pending = 0;
  unsigned pending_bits = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const std::uint8_t value = kDigitValues[static_cast<unsigned char>(text[i])];
    if (value == kNoDigit) return std::nullopt;
    pending = pending << 6U | value;
    pending_bits += 6;
    if (pending_bits < 8) continue;
    pending_bits -= 8;
    out += static_cast<char>(pending >> pending_bits & 0xFFU);
    pending &= (1U << pending_bits) - 1U;
  }
  if (pending != 0) return std::nullopt;
  return out;
}

}  // namespace quaywatt::wire
