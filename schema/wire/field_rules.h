#pragma once
// What a field may hold. Encoder and decoder ask the same rules, so that nothing is written that cannot be read.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/time/instant.h"
#include "schema/wire/strict_json.h"

namespace quaywatt::wire {

inline constexpr std::size_t kNameMaxBytes = 200;        ///< names, numbers and codes of things and people
inline constexpr std::size_t kStatementMaxBytes = 2000;  ///< free text (fault O6)

/// UTF-8 of 1 to `max_bytes` bytes without control characters (U+0000–001F, 007F–009F); `lines` allows the line feed.
struct Text {
  std::size_t max_bytes = kNameMaxBytes;
  bool lines = false;
};

struct HexText {
  std::size_t digits = 0;  ///< lower case, exactly so many
};

struct Base64Text {
  std::size_t bytes = 0;  ///< decoded, exactly so many
};

/// Whole numbers, both ends included; never beyond ±(2^53−1).
struct Range {
  std::int64_t min = -kIntegerMax;
  std::int64_t max = kIntegerMax;
};

/// What is wrong with a value, for people; nullopt when nothing is.
using Complaint = std::optional<std::string>;

Complaint complaint_of(std::string_view value, const Text& rule);
Complaint complaint_of(std::string_view value, const HexText& rule);
Complaint complaint_of(std::string_view value, const Base64Text& rule);
Complaint complaint_of(std::int64_t value, const Range& rule);

/// Instants on the wire have one form, "2025-03-01T08:00:00.000Z", from 1970 to 9999; dates "2025-03-01" likewise.
bool is_writable(domain::Instant instant);
bool is_writable(domain::Date date);
std::optional<domain::Instant> read_instant(std::string_view text);
std::optional<domain::Date> read_date(std::string_view text);

/// Well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view text);

}  // namespace quaywatt::wire
