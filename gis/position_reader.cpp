#include "gis/position_reader.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <stdexcept>

namespace quaywatt::gis {
namespace {

constexpr double kSpeedUnavailableKn = 102.2;  ///< ITU-R M.1371: 102.3 kn = not available

/// Splits at commas; quotes may surround a field but not hide a comma (no position file needs that).
std::string_view next_field(std::string_view line, std::size_t& begin) {
  const std::size_t end = std::min(line.find(',', begin), line.size());
  std::string_view field = line.substr(begin, end - begin);
  begin = end + 1;
  while (!field.empty() && (field.front() == ' ' || field.front() == '"')) field.remove_prefix(1);
  while (!field.empty() && (field.back() == ' ' || field.back() == '"')) field.remove_suffix(1);
  return field;
}

template <typename Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

int two_digits(const char* at) {
  const int tens = at[0] - '0';
  const int ones = at[1] - '0';
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

bool make_instant(int year, int month, int day, std::string_view clock, std::int64_t& at_ms) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (month < 1 || day < 1 || !date.ok() || clock.size() < 8 || clock[2] != ':' || clock[5] != ':') return false;
  const int hour = two_digits(clock.data());
  const int minute = two_digits(clock.data() + 3);
  const int second = two_digits(clock.data() + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  at_ms = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
  return true;
}

bool read_day_first(std::string_view text, std::int64_t& at_ms) {
  if (text.size() != 19 || text[2] != '/' || text[5] != '/' || text[10] != ' ') return false;
  const int century = two_digits(text.data() + 6);
  const int year = two_digits(text.data() + 8);
  if (century < 0 || year < 0) return false;
  const int month = two_digits(text.data() + 3);
  return make_instant(century * 100 + year, month, two_digits(text.data()), text.substr(11), at_ms);
}

/// 2025-03-01T08:00:00, with a space for the T where UTC is declared, without any zone.
bool read_iso_clock(std::string_view text, std::int64_t& at_ms) {
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ')) return false;
  const int century = two_digits(text.data());
  const int year = two_digits(text.data() + 2);
  if (century < 0 || year < 0) return false;
  const int month = two_digits(text.data() + 5);
  return make_instant(century * 100 + year, month, two_digits(text.data() + 8), text.substr(11), at_ms);
}

bool read_time(std::string_view text, TimeForm form, std::int64_t& at_ms) {
  if (form == TimeForm::day_first_utc) return read_day_first(text, at_ms);
  const bool plain_utc = text.size() == 24 && text[23] == 'Z' && text[19] == '.';
  if (plain_utc && text[10] == 'T' && read_iso_clock(text, at_ms)) {  // the form nearly every row has
    int millis = 0;
    if (!read_number(text.substr(20, 3), millis) || millis < 0) return false;
    at_ms += millis;
    return true;
  }
  if (const auto instant = domain::parse_instant(text)) {
    at_ms = instant->time_since_epoch().count();
    return true;
  }
  return form == TimeForm::iso_utc && text.size() == 19 && read_iso_clock(text, at_ms);
}

bool read_degrees(std::string_view text, double limit, std::int32_t& units) {
  double degrees = 0;
  if (!read_number(text, degrees) || !(std::fabs(degrees) <= limit)) return false;  // also refuses NaN, 91 and 181
  units = static_cast<std::int32_t>(std::lround(degrees * kUnitsPerDegree));
  return true;
}

}  // namespace

ColumnMapping own_columns() { return {}; }

ColumnMapping marinecadastre_columns() { return {"MMSI", "BaseDateTime", "LON", "LAT", "SOG", TimeForm::iso_utc}; }

ColumnMapping dma_columns() { return {"MMSI", "# Timestamp", "Longitude", "Latitude", "SOG", TimeForm::day_first_utc}; }

PositionReader::PositionReader(std::string_view header, const ColumnMapping& mapping) : time_form_(mapping.time_form) {
  if (header.starts_with("\xEF\xBB\xBF")) header.remove_prefix(3);
  if (!header.empty() && header.back() == '\r') header.remove_suffix(1);
  const std::array<const std::string*, 5> wanted{&mapping.mmsi, &mapping.at, &mapping.lon, &mapping.lat, &mapping.sog};
  columns_.fill(-1);
  int column = 0;
  for (std::size_t begin = 0; begin <= header.size(); ++column) {
    const std::string_view name = next_field(header, begin);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (columns_[i] < 0 && name == *wanted[i]) columns_[i] = last_column_ = column;
    }
  }
  for (std::size_t i = 0; i + 1 < wanted.size(); ++i) {
    if (columns_[i] < 0) throw std::invalid_argument("缺少列 / column missing: " + *wanted[i]);
  }
}

bool PositionReader::refuse(RowDefect defect) {
  ++defects_[static_cast<std::size_t>(defect)];
  return false;
}

bool PositionReader::parse(std::string_view line, std::uint32_t& mmsi, Fix& fix) {
  if (line.size() > kPositionLineMaxBytes) return refuse(RowDefect::too_long);
  std::array<std::string_view, 5> fields{};
  std::size_t begin = 0;
  int column = 0;
  for (; column <= last_column_ && begin <= line.size(); ++column) {
    const std::string_view field = next_field(line, begin);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] == column) fields[i] = field;
    }
  }
  const auto [mmsi_text, at_text, lon_text, lat_text, sog_text] = fields;
  if (lat_text.empty() || lon_text.empty()) {
    return refuse(column <= last_column_ ? RowDefect::too_few_columns : RowDefect::bad_position);
  }
  if (!read_number(mmsi_text, mmsi) || mmsi == 0 || mmsi > 999'999'999) return refuse(RowDefect::bad_mmsi);
  if (!read_time(at_text, time_form_, fix.at_ms)) return refuse(RowDefect::bad_time);
  if (!read_degrees(lon_text, 180.0, fix.at.lon) || !read_degrees(lat_text, 90.0, fix.at.lat)) {
    return refuse(RowDefect::bad_position);
  }
  fix.sog_ckn = kSpeedUnknown;
  if (sog_text.empty()) return true;
  double sog = 0;
  if (!read_number(sog_text, sog) || !(sog >= 0)) return refuse(RowDefect::bad_speed);
  if (sog <= kSpeedUnavailableKn) fix.sog_ckn = static_cast<std::uint16_t>(std::lround(sog * 100));
  return true;
}

}  // namespace quaywatt::gis
