#pragma once
// One column of a register: what it may hold, and what is said when it does not. Template, import, export and API of
// a register all read the same table of fields.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace quaywatt::domain {

enum class FieldKind {
  text,             ///< up to `max` characters, no control characters
  code,             ///< a key of ours: letters, digits and - _ . / , up to `max` characters
  integer,          ///< from `min` to `max`
  date,             ///< 2024-09-10, 2024/9/10, 2024年9月10日
  yes_no,           ///< 是/否, true/false, yes/no, 1/0
  choice,           ///< one of `choices`, by its code or its Chinese word
  vessel_identity,  ///< 船舶识别号 or IMO number
  imo_number,
  mmsi
};

struct Choice {
  std::string_view code;
  std::string_view zh;
};

struct FieldRule {
  std::string_view name;      ///< in files, API and store: "gross_tonnage"
  std::string_view title_zh;  ///< heading of the template: "总吨"
  FieldKind kind = FieldKind::text;
  bool required = false;
  std::int64_t min = 0;
  std::int64_t max = 200;
  std::span<const Choice> choices{};
  std::string_view refers_to{};  ///< the register whose key this is
};

/// Says in both languages what is wrong and what to write instead.
struct FieldRefusal {
  std::string zh;
  std::string en;
};

/// What the register keeps: dates as 2024-09-10, choices by code, yes_no as "true" or "false", plain numbers, full-
/// width letters and digits of codes as plain ones. Empty: nothing was written.
using FieldValue = std::optional<std::string>;

/// `text` as a person wrote it (UTF-8; bytes that are none are refused).
std::variant<FieldValue, FieldRefusal> read_field(const FieldRule& rule, std::string_view text);

}  // namespace quaywatt::domain
