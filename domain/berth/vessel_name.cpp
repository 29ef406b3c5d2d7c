#include "domain/berth/vessel_name.h"

namespace quaywatt::domain {

namespace {

constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";  // U+3000
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";          // U+00A0

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// The plain form of a full-width character U+FF01…U+FF5E at the start of `text`; 0 when there is none.
char plain_form(std::string_view text) {
  if (text.size() < 3 || text[0] != '\xEF') return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  const auto third = static_cast<unsigned char>(text[2]);
  if (second == 0xBC && third >= 0x81 && third <= 0xBF) return static_cast<char>(third - 0x81 + '!');
  if (second == 0xBD && third >= 0x80 && third <= 0x9E) return static_cast<char>(third - 0x80 + '`');
  return 0;
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string key;
  while (!name.empty()) {
    std::size_t taken = 1;
    if (name.starts_with(kIdeographicSpace)) {
      taken = kIdeographicSpace.size();
    } else if (name.starts_with(kNoBreakSpace)) {
      taken = kNoBreakSpace.size();
    } else if (const char plain = plain_form(name)) {
      key += capital(plain);
      taken = 3;
    } else if (!is_space(name.front())) {
      key += capital(name.front());
    }
    name.remove_prefix(taken);
  }
  return key;
}

}  // namespace quaywatt::domain
