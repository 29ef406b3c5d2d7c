#include "domain/time/shanghai.h"

#include <array>
#include <cstdio>

namespace quaywatt::domain {
namespace {

namespace chr = std::chrono;
using namespace std::chrono_literals;

/// Summer times of mainland China, in UTC (IANA tz database, rule PRC): from 02:00 standard time on the
/// first date to 02:00 summer time on the second.
struct SummerTime {
  Instant from;
  Instant to;
};

constexpr Instant at(chr::year_month_day date, chr::hours utc) { return Instant{chr::sys_days{date}} + utc; }

constexpr std::array<SummerTime, 6> kSummerTimes{{
    {at(1986y / 5 / 3, 18h), at(1986y / 9 / 13, 17h)},
    {at(1987y / 4 / 11, 18h), at(1987y / 9 / 12, 17h)},
    {at(1988y / 4 / 16, 18h), at(1988y / 9 / 10, 17h)},
    {at(1989y / 4 / 15, 18h), at(1989y / 9 / 16, 17h)},
    {at(1990y / 4 / 14, 18h), at(1990y / 9 / 15, 17h)},
    {at(1991y / 4 / 13, 18h), at(1991y / 9 / 14, 17h)},
}};

}  // namespace

Millis shanghai_offset(Instant instant) {
  for (const auto& summer : kSummerTimes) {
    if (instant >= summer.from && instant < summer.to) return 9h;
  }
  return 8h;
}

Date shanghai_date(Instant instant) { return Date{chr::floor<chr::days>(instant + shanghai_offset(instant))}; }

Instant shanghai_midnight(Date date) {
  // The changes happen at 02:00, so the standard offset holds at the midnight the summer begins and the
  // summer offset at the midnight it ends.
  const Instant as_if_utc{chr::sys_days{date}};
  return as_if_utc - shanghai_offset(as_if_utc - 9h);
}

std::string format_shanghai(Instant instant) {
  const Instant wall = instant + shanghai_offset(instant);
  const auto day = chr::floor<chr::days>(wall);
  const chr::hh_mm_ss clock{wall - day};
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "%s %02d:%02d:%02d", format_date(Date{day}).c_str(),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out.data();
}

}  // namespace quaywatt::domain
