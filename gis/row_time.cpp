#include "gis/row_time.h"

#include <charconv>
#include <chrono>
#include <cstring>

namespace quaywatt::gis {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr std::int64_t kShanghaiMs = 8 * kHourMs;
constexpr std::int64_t kEarliestShanghaiMs = 694'224'000'000;   ///< 1992: no summer time after it
constexpr std::int64_t kYear2500Ms = 16'725'225'600'000;

int two_digits(const char* at) {
  const unsigned tens = static_cast<unsigned>(at[0]) - '0';
  const unsigned ones = static_cast<unsigned>(at[1]) - '0';
  return tens > 9 || ones > 9 ? -1 : static_cast<int>(tens * 10 + ones);
}

bool make_day(int century, int year, int month, int day, std::int64_t& days) {
  if (century < 0 || year < 0 || month < 1 || day < 1) return false;
  const std::chrono::year_month_day date{std::chrono::year{century * 100 + year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  days = std::chrono::sys_days{date}.time_since_epoch().count();
  return date.ok();
}

/// "08:00:00" into milliseconds since midnight; a leap second is the following midnight (fault C4).
bool read_clock(std::string_view text, std::int64_t& ms) {
  if (text.size() < 8 || text[2] != ':' || text[5] != ':') return false;
  const int hour = two_digits(text.data());
  const int minute = two_digits(text.data() + 3);
  const int second = two_digits(text.data() + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  if (second == 60 && minute != 59) return false;
  ms = hour * kHourMs + minute * kMinuteMs + second * 1000LL;
  return true;
}

/// ".123" cut to milliseconds, if it stands there; false when digits are missing or too many.
bool take_fraction(std::string_view& text, std::int64_t& ms) {
  if (text.empty() || text[0] != '.') return true;
  std::size_t digits = 1;
  for (std::int64_t weight = 100; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
    ms += weight * (text[digits] - '0');
    weight /= 10;
  }
  text.remove_prefix(digits);
  return digits > 1 && digits <= 10;
}

/// "Z", "+08:00", "+0800", "+08": how far the written clock is ahead of UTC.
bool read_zone(std::string_view text, std::int64_t& ahead_ms) {
  ahead_ms = 0;
  if (text == "Z" || text == "z") return true;
  if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return false;
  const int hour = two_digits(text.data() + 1);
  std::string_view rest = text.substr(3);
  if (rest.starts_with(':')) rest.remove_prefix(1);
  const bool whole_hours = rest.empty() && text.size() == 3;
  if (!whole_hours && rest.size() != 2) return false;
  const int minute = whole_hours ? 0 : two_digits(rest.data());
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
  ahead_ms = (text[0] == '-' ? -1 : 1) * (hour * kHourMs + minute * kMinuteMs);
  return true;
}

bool read_unix_seconds(std::string_view text, std::int64_t& at_ms) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || seconds < 0 || seconds > kYear2500Ms / 1000) return false;
  std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  at_ms = seconds * 1000;
  return take_fraction(rest, at_ms) && rest.empty();
}

}  // namespace

bool RowTimeReader::read_date(std::string_view text, std::int64_t& day) {
  if (day_ >= 0 && std::memcmp(text.data(), date_.data(), date_.size()) == 0) {
    day = day_;
    return true;
  }
  const char* at = text.data();
  if (at[4] != '-' || at[7] != '-') return false;
  if (!make_day(two_digits(at), two_digits(at + 2), two_digits(at + 5), two_digits(at + 8), day)) return false;
  std::memcpy(date_.data(), at, date_.size());
  day_ = day;
  return true;
}

bool RowTimeReader::read_iso(std::string_view text, std::int64_t& at_ms) {
  if (text.size() < 19 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) return false;
  std::int64_t day = 0;
  std::int64_t clock_ms = 0;
  if (!read_date(text, day) || !read_clock(text.substr(11), clock_ms)) return false;
  std::string_view rest = text.substr(19);
  if (!take_fraction(rest, clock_ms)) return false;
  at_ms = day * kDayMs + clock_ms;
  std::int64_t ahead_ms = 0;
  if (!rest.empty()) {
    if (!read_zone(rest, ahead_ms)) return false;
  } else if (form_ == TimeForm::iso_shanghai) {
    if (at_ms < kEarliestShanghaiMs) return false;
    ahead_ms = kShanghaiMs;
  } else if (form_ != TimeForm::iso_utc) {
    return false;
  }
  at_ms -= ahead_ms;
  return true;
}

bool RowTimeReader::read_day_first(std::string_view text, std::int64_t& at_ms) {
  if (text.size() != 19 || text[2] != '/' || text[5] != '/' || text[10] != ' ') return false;
  const char* at = text.data();
  std::int64_t day = 0;
  std::int64_t clock_ms = 0;
  if (!make_day(two_digits(at + 6), two_digits(at + 8), two_digits(at + 3), two_digits(at), day)) return false;
  if (!read_clock(text.substr(11), clock_ms)) return false;
  at_ms = day * kDayMs + clock_ms;
  return true;
}

bool RowTimeReader::read(std::string_view text, std::int64_t& at_ms) {
  const bool read = form_ == TimeForm::day_first_utc  ? read_day_first(text, at_ms)
                    : form_ == TimeForm::unix_seconds ? read_unix_seconds(text, at_ms)
                                                      : read_iso(text, at_ms);
  return read && at_ms >= 0 && at_ms < kYear2500Ms;
}

}  // namespace quaywatt::gis
