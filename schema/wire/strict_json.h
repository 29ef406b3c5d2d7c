#pragma once
// JSON from outside, read strictly: bounded in depth and members, no member twice, no number that is not a whole
// one of at most 53 bits, valid UTF-8 throughout. Nothing is guessed, nothing is silently dropped (fault S6).

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/wire/defect.h"

namespace quaywatt::wire {

/// Whole numbers travel only where every JSON reader keeps them exactly (RFC 8259, section 6).
inline constexpr std::int64_t kIntegerMax = (std::int64_t{1} << 53) - 1;
inline constexpr std::size_t kObjectMaxMembers = 64;

struct JsonNode {
  enum class Type { null, boolean, integer, text, list, object };

  Type type = Type::null;
  bool boolean = false;
  std::int64_t integer = 0;
  std::string text;
  std::vector<std::string> names;  ///< of an object's members, each with its value at the same index of `items`
  std::vector<JsonNode> items;

  /// The member of that name, or nullptr.
  const JsonNode* find(std::string_view name) const;
};

/// The whole text is one JSON value. Lists and objects nest at most `max_depth` deep; the reader's own depth of
/// calls does not grow with the input. Reasons: not_json, too_deep, too_many_fields, duplicate_field, bad_number.
std::variant<JsonNode, Defect> parse_json(std::string_view text, int max_depth);

/// Appends one step to a JSON pointer (RFC 6901).
std::string pointer_to(std::string_view parent, std::string_view step);

/// Appends `text` as a JSON string in the one form our encoders write: only the quotation mark, the backslash and
/// the controls are escaped. The text must be valid UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace quaywatt::wire
