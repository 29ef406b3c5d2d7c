#pragma once
// Bytes as people write them: "68 61 01", "686101", "0x68 0x61".

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quaywatt::agent {

struct HexProblem {
  std::size_t character = 0;  ///< place in the text, from 0
  std::string zh;
  std::string en;
};

/// Two hex digits a byte, upper or lower case, with or without blanks and "0x" before a group. A group with an odd
/// number of digits is refused: which digit is missing cannot be known.
std::variant<std::vector<std::uint8_t>, HexProblem> parse_hex_bytes(std::string_view text);

}  // namespace quaywatt::agent
