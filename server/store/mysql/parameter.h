#pragma once
// Values bound to the question marks of a prepared statement.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/time/instant.h"

namespace quaywatt::server::mysql {

/// Binary content for a BLOB column; views the caller's bytes until the statement has run.
struct Bytes {
  std::string_view view;
};

/// Text is viewed, not copied: it must outlive the call.
using Parameter = std::variant<std::nullptr_t, std::int64_t, std::uint64_t, double, std::string_view, Bytes>;

inline Parameter parameter(std::nullptr_t) { return nullptr; }
inline Parameter parameter(std::string_view text) { return text; }
inline Parameter parameter(const std::string& text) { return std::string_view(text); }
inline Parameter parameter(const char* text) { return std::string_view(text); }
inline Parameter parameter(Bytes bytes) { return bytes; }
inline Parameter parameter(double number) { return number; }
inline Parameter parameter(std::signed_integral auto number) { return static_cast<std::int64_t>(number); }
inline Parameter parameter(std::unsigned_integral auto number) { return static_cast<std::uint64_t>(number); }
/// Times are BIGINT columns of UTC milliseconds.
inline Parameter parameter(domain::Instant instant) {
  return static_cast<std::int64_t>(instant.time_since_epoch().count());
}

template <typename T>
Parameter parameter(const std::optional<T>& value) {
  return value ? parameter(*value) : Parameter(nullptr);
}

}  // namespace quaywatt::server::mysql
