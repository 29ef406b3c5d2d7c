#include "domain/registers/written_text.h"

#include <algorithm>
#include <array>

namespace quaywatt::domain {
namespace {

constexpr std::array<std::string_view, 5> kSpaces{" ", "\t", "\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};

/// Bytes of the character `lead` begins; 0 when it begins none.
std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

/// The character's number, given that its length is right; nullopt where a byte is no continuation, the form is
/// longer than needed, or the number is none of Unicode's.
std::optional<char32_t> decode(std::string_view bytes) {
  constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  char32_t number = static_cast<unsigned char>(bytes[0]);
  if (bytes.size() > 1) number &= 0x3Fu >> (bytes.size() - 1);
  for (const char byte : bytes.substr(1)) {
    if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) return std::nullopt;
    number = (number << 6) | (static_cast<unsigned char>(byte) & 0x3Fu);
  }
  const bool surrogate = number >= 0xD800 && number <= 0xDFFF;
  if (number < kLeast[bytes.size()] || number > 0x10FFFF || surrogate) return std::nullopt;
  return number;
}

/// The first character and its length; nullopt when the bytes are no UTF-8.
std::optional<std::pair<char32_t, std::size_t>> first_character(std::string_view text) {
  const std::size_t length = length_of(static_cast<unsigned char>(text.front()));
  if (length == 0 || length > text.size()) return std::nullopt;
  const auto number = decode(text.substr(0, length));
  if (!number) return std::nullopt;
  return std::pair{*number, length};
}

bool is_hidden(char32_t character) {
  if (character < 0x20 || (character >= 0x7F && character < 0xA0)) return true;
  if (character >= 0x200B && character <= 0x200F) return true;  // zero width, marks of direction
  if (character >= 0x202A && character <= 0x202E) return true;  // embedding and override of direction
  return character >= 0x2060 && character <= 0x206F;            // invisible operators, isolates
}

}  // namespace

std::string_view without_outer_spaces(std::string_view text) {
  const auto drop = [&](auto ends, auto remove) {
    const auto* found = std::ranges::find_if(kSpaces, ends);
    if (found == kSpaces.end()) return false;
    remove(found->size());
    return true;
  };
  while (drop([&](auto space) { return text.starts_with(space); }, [&](auto size) { text.remove_prefix(size); })) {
  }
  while (drop([&](auto space) { return text.ends_with(space); }, [&](auto size) { text.remove_suffix(size); })) {
  }
  return text;
}

std::string plain_width(std::string_view text) {
  constexpr char32_t kFirst = 0xFF01;
  constexpr char32_t kLast = 0xFF5E;
  std::string plain;
  while (!text.empty()) {
    const auto character = first_character(text);
    const std::size_t length = character ? character->second : 1;
    const bool wide = character && character->first >= kFirst && character->first <= kLast;
    if (wide) plain += static_cast<char>(character->first - kFirst + U'!');
    else plain += text.substr(0, length);
    text.remove_prefix(length);
  }
  return plain;
}

std::optional<std::size_t> count_characters(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const auto character = first_character(text);
    if (!character) return std::nullopt;
    text.remove_prefix(character->second);
    ++count;
  }
  return count;
}

bool has_hidden_characters(std::string_view text) {
  while (!text.empty()) {
    const auto character = first_character(text);
    if (character && is_hidden(character->first)) return true;
    text.remove_prefix(character ? character->second : 1);
  }
  return false;
}

}  // namespace quaywatt::domain
