#pragma once
// The Asia/Shanghai calendar, in which the regulation counts days, months and years.

#include "domain/time/instant.h"

namespace quaywatt::domain {

/// Offset of Asia/Shanghai from UTC at an instant: +8 h, +9 h during the summer times of 1986-1991
/// (IANA tz database, zone Asia/Shanghai; fault C10). Instants before 1986 read as +8 h.
Millis shanghai_offset(Instant instant);

/// The date a clock on a Shanghai wall shows at that instant.
Date shanghai_date(Instant instant);

/// The first instant of a Shanghai date.
Instant shanghai_midnight(Date date);

/// "2024-09-10 08:00:00" as a Shanghai wall clock shows it, for people.
std::string format_shanghai(Instant instant);

}  // namespace quaywatt::domain
