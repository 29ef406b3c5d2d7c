#pragma once
// One ledger line as text and back (schema/wire/LINES.md). The agent encodes once; nobody re-formats a line's bytes.

#include <string>
#include <string_view>
#include <variant>

#include "domain/ledger/ledger_line.h"

namespace quaywatt::wire {

inline constexpr std::size_t kLineMaxBytes = 8 * 1024;
inline constexpr int kLineMaxDepth = 8;

/// One line of UTF-8 JSON without line feed. Text that JSON or the limits cannot carry is the caller's fault (assert).
std::string encode_line(const domain::LedgerLine& line);

/// Why a line cannot be understood. `pointer` is a JSON pointer into the line; `reason` is a stable word
/// (not_json, too_long, too_deep, unknown_kind, missing_field, bad_value, ...), `text` is for people.
struct LineDefect {
  std::string reason;
  std::string pointer;
  std::string text;
};

/// A chained line that does not decode is held and set aside; it never stops the rest (fault A10).
std::variant<domain::LedgerLine, LineDefect> decode_line(std::string_view line);

/// The names used on the wire, shared by every border: "supply_started", "synced", "terminal_operator" ...
std::string_view kind_name(const domain::LineBody& body);
std::string format_ref(const domain::LineRef& ref);                      ///< "3.17"
std::optional<domain::LineRef> parse_ref(std::string_view text);

}  // namespace quaywatt::wire
