#pragma once
// Position reports as a receiver passes them on: type 1, one sentence, with or without a tag block.

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

namespace quaywatt::test {

class SixBits {
 public:
  SixBits& add(std::int64_t value, int bits) {
    for (int bit = bits - 1; bit >= 0; --bit) text_ += ((value >> bit) & 1) != 0 ? '1' : '0';
    return *this;
  }
  std::string armoured() const {
    std::string out;
    for (std::size_t i = 0; i < text_.size(); i += 6) {
      int group = 0;
      for (std::size_t bit = i; bit < i + 6; ++bit) {
        group = group * 2 + (bit < text_.size() && text_[bit] == '1' ? 1 : 0);
      }
      out += static_cast<char>(group < 40 ? group + 48 : group + 56);
    }
    return out;
  }

 private:
  std::string text_;
};

inline std::string with_checksum(const std::string& body) {
  unsigned sum = 0;
  for (const char c : body) sum ^= static_cast<unsigned char>(c);
  char digits[4];
  std::snprintf(digits, sizeof digits, "*%02X", sum);
  return body + digits;
}

/// Without line end. `at_ms`: the feed's own time in a tag block.
inline std::string position_line(std::uint32_t mmsi, double lon, double lat, double speed_kn,
                                 std::optional<std::int64_t> at_ms = std::nullopt) {
  SixBits bits;
  bits.add(1, 6).add(0, 2).add(mmsi, 30).add(0, 4).add(0, 8).add(std::lround(speed_kn * 10), 10).add(1, 1);
  bits.add(std::lround(lon * 600'000), 28).add(std::lround(lat * 600'000), 27).add(0, 12).add(511, 9).add(60, 6);
  bits.add(0, 2).add(0, 3).add(0, 1).add(0, 19);
  const std::string sentence = "!" + with_checksum("AIVDM,1,1,,A," + bits.armoured() + ",0");
  if (!at_ms) return sentence;
  return "\\" + with_checksum("c:" + std::to_string(*at_ms)) + "\\" + sentence;
}

}  // namespace quaywatt::test
