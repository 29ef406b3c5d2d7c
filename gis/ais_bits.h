#pragma once
// Bit fields of an armoured AIS payload, most significant bit first (ITU-R M.1371-5, annex 8; IEC 61162-1).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace quaywatt::gis {

class AisBits {
 public:
  AisBits(std::string_view sixbit, int fill_bits)
      : sixbit_(sixbit), size_(sixbit.size() * 6 - static_cast<std::size_t>(fill_bits)) {}

  std::size_t size() const { return size_; }

  /// `count` up to 32; the field must lie within `size()` rounded up to six.
  std::uint32_t unsigned_at(std::size_t first, std::size_t count) const {
    std::size_t group = first / 6;
    std::uint64_t value = six_bits(sixbit_[group]) & (0x3FU >> first % 6);
    std::size_t have = 6 - first % 6;
    while (have < count) {
      value = value << 6 | six_bits(sixbit_[++group]);
      have += 6;
    }
    return static_cast<std::uint32_t>(value >> (have - count));
  }

  std::int32_t signed_at(std::size_t first, std::size_t count) const {
    const std::uint32_t value = unsigned_at(first, count);
    const std::uint32_t sign = 1U << (count - 1);
    return static_cast<std::int32_t>(value ^ sign) - static_cast<std::int32_t>(sign);
  }

  /// Six-bit ASCII, as far as the message reaches; ends at '@', blanks cut at the end.
  std::string text_at(std::size_t first, std::size_t characters) const {
    std::string text;
    for (std::size_t i = 0; i < characters && first + 6 * (i + 1) <= size_; ++i) {
      const std::uint32_t code = unsigned_at(first + 6 * i, 6);
      if (code == 0) break;  // '@'
      text += static_cast<char>(code < 32 ? code + 64 : code);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  }

 private:
  static std::uint32_t six_bits(char c) {
    const auto code = static_cast<std::uint32_t>(static_cast<unsigned char>(c)) - 48U;
    return code > 40U ? code - 8U : code;
  }
  std::string_view sixbit_;
  std::size_t size_;
};

}  // namespace quaywatt::gis
