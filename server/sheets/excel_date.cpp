#include "server/sheets/excel_date.h"

#include <charconv>
#include <chrono>
#include <cmath>

#include "domain/time/instant.h"

namespace quaywatt::server {
namespace {

using namespace std::chrono;

constexpr double kSerialEnd = 2'958'466;  ///< 10000-01-01 of the 1900 system
constexpr int kFalseLeapDay = 60;         ///< 1900-02-29

sys_days first_day(int whole_days, DateSystem system) {
  if (system == DateSystem::from_1904) return sys_days{1904y / 1 / 1};
  return whole_days < kFalseLeapDay ? sys_days{1899y / 12 / 31} : sys_days{1899y / 12 / 30};
}

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::optional<std::string> excel_date(std::string_view serial, DateSystem system) {
  double days_since = 0;
  const auto [end, error] = std::from_chars(serial.data(), serial.data() + serial.size(), days_since);
  const bool in_range = days_since >= 1 && days_since < kSerialEnd;
  if (error != std::errc{} || end != serial.data() + serial.size() || !in_range) return std::nullopt;
  const int whole = static_cast<int>(days_since);
  if (system == DateSystem::from_1900 && whole == kFalseLeapDay) return std::nullopt;
  const std::int64_t second = std::llround((days_since - whole) * 86'400);
  const sys_days day = first_day(whole, system) + days{whole + second / 86'400};
  std::string text = domain::format_date(domain::Date{day});
  const std::int64_t of_day = second % 86'400;
  if (of_day == 0) return text;
  return text + " " + two_digits(of_day / 3600) + ":" + two_digits(of_day / 60 % 60) + ":" + two_digits(of_day % 60);
}

bool shows_date(unsigned format_id, std::string_view format_code) {
  const auto built_in = [&](unsigned first, unsigned last) { return format_id >= first && format_id <= last; };
  if (built_in(14, 17) || format_id == 22 || built_in(27, 31) || built_in(34, 36) || built_in(50, 58)) return true;
  char closing = 0;
  for (const char c : format_code) {
    if (closing != 0) {
      if (c == closing) closing = 0;
    } else if (c == '"') {
      closing = '"';
    } else if (c == '[') {
      closing = ']';
    } else if (c == 'y' || c == 'd' || c == 'Y' || c == 'D') {
      return true;
    }
  }
  return false;
}

}  // namespace quaywatt::server
