#include "server/cli/inventory_fields.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace quaywatt::server {
namespace {

bool is_blank(char letter) { return letter == ' ' || letter == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Powers of ten that a double holds exactly.
constexpr std::array<double, 23> kPowersOfTen{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
/// Up to 15 digits are an exact double, so one division by an exact power rounds correctly (Clinger 1990).
constexpr std::size_t kExactDigits = 15;

/// Plain decimals of few digits, which is nearly every field; the rest is left to from_chars. The loop has no branch
/// but its end: with digits and points where chance puts them, every other branch would be guessed wrongly.
std::optional<double> parse_plain(std::string_view text) {
  if (text.size() > kExactDigits) return std::nullopt;
  std::uint64_t digits = 0;
  std::size_t others = 0;
  std::size_t after_other = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = static_cast<unsigned>(text[i]) - '0';
    const bool is_digit = digit <= 9;
    digits = is_digit ? digits * 10 + digit : digits;
    others += is_digit ? 0 : 1;
    after_other = is_digit ? after_other : i + 1;
  }
  if (others == text.size() || others > 1) return std::nullopt;
  if (others == 0) return static_cast<double>(digits);
  if (text[after_other - 1] != '.') return std::nullopt;
  return static_cast<double>(digits) / kPowersOfTen[text.size() - after_other];
}

constexpr std::uint64_t kEachByte = 0x0101010101010101;
constexpr std::uint64_t kHighBits = kEachByte * 0x80;

/// The high bit of each byte of `word` that is a comma; other bits are 0.
std::uint64_t commas_in(std::uint64_t word) {
  const std::uint64_t zero_where_comma = word ^ (kEachByte * ',');
  return ~(((zero_where_comma & ~kHighBits) + ~kHighBits) | zero_where_comma | ~kHighBits);
}

}  // namespace

bool FieldSplitter::put(std::string_view field) {
  if (count_ == fields_.size()) return false;
  fields_[count_++] = field;
  return true;
}

bool FieldSplitter::split(std::string_view line) {
  count_ = 0;
  has_quotes_ = std::memchr(line.data(), '"', line.size()) != nullptr;
  if (has_quotes_) return split_quoted(line);
  std::size_t start = 0;
  std::size_t at = 0;
  bool fits = true;
  const auto end_field = [&](std::size_t end) {
    fits = count_ < fields_.size();
    if (fits) fields_[count_++] = {line.data() + start, end - start};
    start = end + 1;
  };
  // Eight bytes at a time: a branch for every byte costs more than all the arithmetic of a row.
  for (; std::endian::native == std::endian::little && at + 8 <= line.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, line.data() + at, sizeof word);
    for (std::uint64_t commas = commas_in(word); commas != 0; commas &= commas - 1)
      end_field(at + static_cast<std::size_t>(std::countr_zero(commas)) / 8);
  }
  for (; at < line.size(); ++at)
    if (line[at] == ',') end_field(at);
  end_field(line.size());
  return fits;
}

bool FieldSplitter::split_quoted(std::string_view line) {
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] == '"') quoted = !quoted;
    if (i < line.size() && (line[i] != ',' || quoted)) continue;
    if (!put(line.substr(start, i - start))) return false;
    start = i + 1;
  }
  return !quoted;
}

std::string_view FieldSplitter::cleaned(std::size_t i) {
  const std::string_view field = trimmed(fields_[i]);
  if (!has_quotes_ || !field.starts_with('"')) return field;
  std::string& text = unquoted_[i];
  text.clear();
  for (std::size_t at = 1; at < field.size(); ++at) {
    if (field[at] == '"') ++at;  // a doubled quote is one; the last is the closing one
    if (at < field.size()) text += field[at];
  }
  return trimmed(text);
}

std::optional<double> parse_number(std::string_view text) {
  if (const auto plain = parse_plain(text)) return *plain;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace quaywatt::server
