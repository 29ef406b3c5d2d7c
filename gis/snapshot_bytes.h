#pragma once
// State as bytes and back: whole numbers as variable-length, signed ones zigzag, containers with their length. A type
// names its members once, in `visit(archive)`, for both ways.

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "gis/fix.h"

namespace quaywatt::gis {

/// FNV-1a, 64 bits: finds damage, not forgery.
inline std::uint64_t checksum_of(std::string_view bytes) {
  std::uint64_t sum = 14695981039346656037ULL;
  for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return sum;
}

class SnapshotWriter {
 public:
  template <typename... Members>
  void operator()(Members&... members) {
    (put(members), ...);
  }
  std::string take() { return std::move(bytes_); }

 private:
  void put_unsigned(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  template <std::integral Number>
  void put(Number value) {
    if constexpr (std::is_signed_v<Number>) {
      const auto wide = static_cast<std::int64_t>(value);
      put_unsigned(static_cast<std::uint64_t>(wide) << 1 ^ static_cast<std::uint64_t>(wide >> 63));
    } else {
      put_unsigned(value);
    }
  }
  template <typename Enum>
    requires std::is_enum_v<Enum>
  void put(Enum value) {
    put(static_cast<std::underlying_type_t<Enum>>(value));
  }
  void put(double value) {
    std::uint64_t bits = 0;
    static_assert(sizeof bits == sizeof value);
    __builtin_memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 8; ++i) bytes_ += static_cast<char>(bits >> (8 * i));
  }
  void put(const std::string& text) {
    put_unsigned(text.size());
    bytes_ += text;
  }
  void put(const Position& at) { (*this)(at.lon, at.lat); }
  void put(const Fix& fix) { (*this)(fix.at_ms, fix.at, fix.sog_ckn, fix.coarse); }
  template <typename T>
  void put(std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <typename T>
  void put(std::vector<T>& values) {
    put_unsigned(values.size());
    for (auto& value : values) put(value);
  }
  template <typename T, std::size_t Size>
  void put(std::array<T, Size>& values) {
    for (auto& value : values) put(value);
  }
  template <typename T>
    requires requires(T& value, SnapshotWriter& writer) { value.visit(writer); }
  void put(T& value) {
    value.visit(*this);
  }

  std::string bytes_;
};

/// Throws std::out_of_range when the bytes end too soon, std::invalid_argument when they cannot be what was written.
class SnapshotReader {
 public:
  explicit SnapshotReader(std::string_view bytes) : bytes_(bytes) {}
  template <typename... Members>
  void operator()(Members&... members) {
    (get(members), ...);
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  unsigned char next_byte() {
    if (bytes_.empty()) throw std::out_of_range("snapshot ends too soon");
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }
  std::uint64_t get_unsigned() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const unsigned char byte = next_byte();
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) return value;
    }
    throw std::invalid_argument("snapshot number too long");
  }
  std::size_t get_size() {
    const std::uint64_t size = get_unsigned();
    if (size > bytes_.size()) throw std::out_of_range("snapshot ends too soon");  // each element has a byte at least
    return static_cast<std::size_t>(size);
  }
  template <std::integral Number>
  void get(Number& value) {
    const std::uint64_t raw = get_unsigned();
    if constexpr (std::is_signed_v<Number>) {
      const auto wide = static_cast<std::int64_t>(raw >> 1 ^ (~(raw & 1) + 1));
      value = static_cast<Number>(wide);
      if (static_cast<std::int64_t>(value) != wide) throw std::invalid_argument("snapshot number out of range");
    } else {
      value = static_cast<Number>(raw);
      if (static_cast<std::uint64_t>(value) != raw) throw std::invalid_argument("snapshot number out of range");
    }
  }
  template <typename Enum>
    requires std::is_enum_v<Enum>
  void get(Enum& value) {
    std::underlying_type_t<Enum> raw{};
    get(raw);
    value = static_cast<Enum>(raw);
  }
  void get(double& value) {
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) bits |= static_cast<std::uint64_t>(next_byte()) << (8 * i);
    __builtin_memcpy(&value, &bits, sizeof bits);
  }
  void get(std::string& text) {
    const std::size_t size = get_size();
    text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
  }
  void get(Position& at) { (*this)(at.lon, at.lat); }
  void get(Fix& fix) { (*this)(fix.at_ms, fix.at, fix.sog_ckn, fix.coarse); }
  template <typename T>
  void get(std::optional<T>& value) {
    bool present = false;
    get(present);
    if (present) get(value.emplace());
    else value.reset();
  }
  template <typename T>
  void get(std::vector<T>& values) {
    const std::size_t size = get_size();
    values.clear();
    for (std::size_t i = 0; i < size; ++i) get(values.emplace_back());
  }
  template <typename T, std::size_t Size>
  void get(std::array<T, Size>& values) {
    for (auto& value : values) get(value);
  }
  template <typename T>
    requires requires(T& value, SnapshotReader& reader) { value.visit(reader); }
  void get(T& value) {
    value.visit(*this);
  }

  std::string_view bytes_;
};

}  // namespace quaywatt::gis
