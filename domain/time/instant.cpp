#include "domain/time/instant.h"

#include <array>
#include <cstdio>

namespace quaywatt::domain {
namespace {

namespace chr = std::chrono;

/// Reads `digits` decimal digits at `pos` and moves on; nullopt when anything else stands there.
std::optional<int> take_digits(std::string_view text, std::size_t& pos, std::size_t digits) {
  if (pos + digits > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = text[pos + i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  pos += digits;
  return value;
}

bool take_char(std::string_view text, std::size_t& pos, char wanted) {
  if (pos >= text.size() || text[pos] != wanted) return false;
  ++pos;
  return true;
}

std::optional<Date> take_date(std::string_view text, std::size_t& pos) {
  const auto year = take_digits(text, pos, 4);
  if (!year || !take_char(text, pos, '-')) return std::nullopt;
  const auto month = take_digits(text, pos, 2);
  if (!month || !take_char(text, pos, '-')) return std::nullopt;
  const auto day = take_digits(text, pos, 2);
  if (!day) return std::nullopt;
  const Date date{chr::year{*year}, chr::month{static_cast<unsigned>(*month)}, chr::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

/// Hours, minutes, seconds as a span since midnight; 23:59:60 is the following midnight.
std::optional<Millis> take_time_of_day(std::string_view text, std::size_t& pos) {
  const auto hour = take_digits(text, pos, 2);
  if (!hour || !take_char(text, pos, ':')) return std::nullopt;
  const auto minute = take_digits(text, pos, 2);
  if (!minute || !take_char(text, pos, ':')) return std::nullopt;
  const auto second = take_digits(text, pos, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  if (*second == 60 && *minute != 59) return std::nullopt;
  return chr::hours{*hour} + chr::minutes{*minute} + chr::seconds{*second};
}

/// An optional fraction ".123": one to nine digits, cut to milliseconds.
std::optional<Millis> take_fraction(std::string_view text, std::size_t& pos) {
  if (!take_char(text, pos, '.')) return Millis{0};
  int millis = 0;
  int weight = 100;
  std::size_t digits = 0;
  while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') {
    millis += weight * (text[pos] - '0');
    weight /= 10;
    ++pos;
    ++digits;
  }
  if (digits == 0 || digits > 9) return std::nullopt;
  return Millis{millis};
}

/// "Z" or "+08:00": how far the written clock is ahead of UTC.
std::optional<Millis> take_offset(std::string_view text, std::size_t& pos) {
  if (take_char(text, pos, 'Z')) return Millis{0};
  const bool ahead = pos < text.size() && text[pos] == '+';
  if (!ahead && !(pos < text.size() && text[pos] == '-')) return std::nullopt;
  ++pos;
  const auto hour = take_digits(text, pos, 2);
  if (!hour || !take_char(text, pos, ':')) return std::nullopt;
  const auto minute = take_digits(text, pos, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  const Millis offset = chr::hours{*hour} + chr::minutes{*minute};
  return ahead ? offset : -offset;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  std::size_t pos = 0;
  const auto date = take_date(text, pos);
  if (!date || !take_char(text, pos, 'T')) return std::nullopt;
  const auto time_of_day = take_time_of_day(text, pos);
  if (!time_of_day) return std::nullopt;
  const auto fraction = take_fraction(text, pos);
  if (!fraction) return std::nullopt;
  const auto offset = take_offset(text, pos);
  if (!offset || pos != text.size()) return std::nullopt;
  return Instant{chr::sys_days{*date}} + *time_of_day + *fraction - *offset;
}

std::optional<Date> parse_date(std::string_view text) {
  std::size_t pos = 0;
  const auto date = take_date(text, pos);
  if (!date || pos != text.size()) return std::nullopt;
  return date;
}

std::string format_date(Date date) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out.data();
}

std::string format_instant(Instant instant) {
  const auto day = chr::floor<chr::days>(instant);
  const chr::hh_mm_ss clock{instant - day};
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "%sT%02d:%02d:%02d.%03dZ", format_date(Date{day}).c_str(),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return out.data();
}

}  // namespace quaywatt::domain
