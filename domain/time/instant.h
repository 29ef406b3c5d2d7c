#pragma once
// Points in time and durations. Wall-clock time and elapsed time are different types: a duration is
// never computed from two wall clocks where a monotonic one is at hand (fault C2).

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::domain {

using Millis = std::chrono::milliseconds;

/// An instant, UTC, milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::chrono::sys_time<Millis>;

/// A calendar date without a zone (survey, inspection, keel).
using Date = std::chrono::year_month_day;

/// Parses RFC 3339 with an offset or Z: "2024-09-10T08:00:00.000+08:00", fraction optional (up to 9 digits,
/// cut to milliseconds). A time without zone, an impossible date or hour, trailing text -> nullopt (fault C5).
/// A leap second 23:59:60 reads as the following midnight (fault C4).
std::optional<Instant> parse_instant(std::string_view text);

/// Parses "2024-09-10"; impossible dates -> nullopt.
std::optional<Date> parse_date(std::string_view text);

/// "2024-09-10T00:00:00.000Z".
std::string format_instant(Instant instant);

/// "2024-09-10".
std::string format_date(Date date);

}  // namespace quaywatt::domain
