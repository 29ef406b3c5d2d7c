#pragma once
// What every fuzz target shares: cutting the fuzzer's bytes into choices and text, and saying which promise was broken.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace quaywatt::fuzz {

/// Ends the run when a promise does not hold; libFuzzer keeps the input.
inline void demand(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "promise broken: %s\n", promise);
  std::abort();
}

/// Something for a Chinese and for an English reader.
inline void demand_bilingual(std::string_view text, const char* promise) {
  const auto chinese = [](char c) { return static_cast<unsigned char>(c) >= 0xE3; };
  const auto latin = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (std::ranges::any_of(text, chinese) && std::ranges::any_of(text, latin)) return;
  std::fprintf(stderr, "said: %.*s\n", static_cast<int>(std::min<std::size_t>(text.size(), 500)), text.data());
  demand(false, promise);
}

/// Takes choices from the front; what is left is text. An exhausted input gives zeros.
class Input {
 public:
  Input(const std::uint8_t* bytes, std::size_t size) : rest_(bytes, size) {}

  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1)); }
  std::uint16_t word() { return static_cast<std::uint16_t>(take(2)); }
  bool empty() const { return rest_.empty(); }
  std::span<const std::uint8_t> bytes() const { return rest_; }
  std::string_view text() const { return {reinterpret_cast<const char*>(rest_.data()), rest_.size()}; }

 private:
  unsigned take(std::size_t count) {
    unsigned value = 0;
    for (std::size_t i = 0; i < count && !rest_.empty(); ++i) {
      value = value << 8 | rest_.front();
      rest_ = rest_.subspan(1);
    }
    return value;
  }

  std::span<const std::uint8_t> rest_;
};

/// Without their ends; the last counts even without one.
inline std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace quaywatt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);
