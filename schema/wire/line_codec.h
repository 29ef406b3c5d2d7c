#pragma once
// One ledger line as text and back (schema/wire/LINES.md). The agent encodes once; nobody re-formats a line's bytes.

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/ledger/ledger_line.h"
#include "schema/wire/defect.h"

namespace quaywatt::wire {

inline constexpr std::size_t kLineMaxBytes = 8 * 1024;
inline constexpr int kLineMaxDepth = 8;

/// One line of UTF-8 JSON without line feed. What the rules of LINES.md do not allow throws std::invalid_argument
/// naming the field: ask `defect_of` first where the values come from people or meters.
std::string encode_line(const domain::LedgerLine& line);

/// Why a line cannot be understood. `pointer` is a JSON pointer into the line; `reason` is a stable word
/// (LINES.md, "Defects"), `text` is for people.
using LineDefect = Defect;

/// What `encode_line` would throw for; nullopt when it would not.
std::optional<LineDefect> defect_of(const domain::LedgerLine& line);

/// A chained line that does not decode is held and set aside; it never stops the rest (fault A10).
std::variant<domain::LedgerLine, LineDefect> decode_line(std::string_view line);

/// The same for a line found at `expected`: one that names another position has the defect `wrong_position`.
std::variant<domain::LedgerLine, LineDefect> decode_line(std::string_view line, const domain::LedgerPosition& expected);

/// The names used on the wire, shared by every border: "supply_started". Words of enumerations: schema/wire/words.h.
std::string_view kind_name(const domain::LineBody& body);
std::string format_ref(const domain::LineRef& ref);                      ///< "3.17"
std::optional<domain::LineRef> parse_ref(std::string_view text);         ///< both parts from 1, no leading zeros

}  // namespace quaywatt::wire
