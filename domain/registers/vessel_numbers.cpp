#include "domain/registers/vessel_numbers.h"

#include <algorithm>

namespace quaywatt::domain {
namespace {

constexpr std::size_t kImoDigits = 7;
constexpr std::size_t kIdentityLength = 13;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool is_factory_default(std::uint32_t mmsi) {
  constexpr std::uint32_t kNineOnes = 111'111'111;
  return mmsi == 123'456'789 || mmsi == 987'654'321 || mmsi % kNineOnes == 0;
}

}  // namespace

std::optional<std::uint32_t> parse_imo_number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("IMO")) text = trimmed(text.substr(3));
  if (text.size() != kImoDigits || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  std::uint32_t number = 0;
  std::uint32_t weighted = 0;
  for (std::size_t i = 0; i < kImoDigits; ++i) {
    const auto digit = static_cast<std::uint32_t>(text[i] - '0');
    number = number * 10 + digit;
    if (i + 1 < kImoDigits) weighted += digit * static_cast<std::uint32_t>(kImoDigits - i);
  }
  if (text.front() == '0' || weighted % 10 != number % 10) return std::nullopt;  // none begins with 0
  return number;
}

std::optional<std::string> parse_vessel_identity(std::string_view text) {
  std::string identity;
  std::ranges::transform(trimmed(text), std::back_inserter(identity), capital);
  if (identity.size() != kIdentityLength || !identity.starts_with("CN")) return std::nullopt;
  if (!std::ranges::all_of(std::string_view{identity}.substr(2), is_digit)) return std::nullopt;
  const auto year = std::string_view{identity}.substr(2, 4);
  if (year < "1900" || year > "2099") return std::nullopt;
  return identity;
}

std::optional<MmsiDoubt> doubt_of_mmsi(std::uint32_t mmsi) {
  if (mmsi > 999'999'999) return MmsiDoubt::not_nine_digits;
  if (is_factory_default(mmsi)) return MmsiDoubt::factory_default;
  const std::uint32_t first = mmsi / 100'000'000;
  if (first < 2 || first > 7) return MmsiDoubt::not_a_ship;
  return std::nullopt;
}

}  // namespace quaywatt::domain
