#pragma once
// Dates as workbooks keep them: a number of days, shown as a date by the cell's format (ECMA-376 part 1, 18.17.4).

#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::server {

enum class DateSystem { from_1900, from_1904 };

/// "2024-09-10", with " 08:30:00" behind it when there is a part of a day. nullopt: no number, or no day from 1900 to
/// 9999. Days up to 1900-02-28 are those people see, although the system counts a 29 February that never was.
std::optional<std::string> excel_date(std::string_view serial, DateSystem system);

/// Whether a number format shows days: one of the built-in ones, or a code with y or d outside quotes and brackets.
bool shows_date(unsigned format_id, std::string_view format_code);

}  // namespace quaywatt::server
