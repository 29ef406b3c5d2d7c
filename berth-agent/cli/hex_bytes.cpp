#include "berth-agent/cli/hex_bytes.h"

#include <optional>

namespace quaywatt::agent {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

HexProblem no_digit(std::size_t place) {
  return {place, "第 " + std::to_string(place + 1) + " 个字符不是十六进制数字",
          "character " + std::to_string(place + 1) + " is no hex digit"};
}

HexProblem odd_digits(std::size_t place) {
  return {place, "第 " + std::to_string(place + 1) + " 个字符起的一组十六进制数字个数为奇数",
          "odd number of hex digits in the group at character " + std::to_string(place + 1)};
}

// Appends the bytes of one group without blanks that begins at `place` of the text.
std::optional<HexProblem> take_group(std::string_view group, std::size_t place, std::vector<std::uint8_t>& bytes) {
  std::size_t first = group.starts_with("0x") || group.starts_with("0X") ? 2 : 0;
  for (std::size_t i = first; i < group.size(); ++i) {
    if (hex_digit(group[i]) < 0) return no_digit(place + i);
  }
  if (group.size() == first || (group.size() - first) % 2 != 0) return odd_digits(place);
  for (; first < group.size(); first += 2) {
    bytes.push_back(static_cast<std::uint8_t>(hex_digit(group[first]) * 16 + hex_digit(group[first + 1])));
  }
  return std::nullopt;
}

}  // namespace

std::variant<std::vector<std::uint8_t>, HexProblem> parse_hex_bytes(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  std::size_t at = text.find_first_not_of(kBlanks);
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    if (auto problem = take_group(text.substr(at, end - at), at, bytes)) return *problem;
    at = text.find_first_not_of(kBlanks, end);
  }
  return bytes;
}

}  // namespace quaywatt::agent
