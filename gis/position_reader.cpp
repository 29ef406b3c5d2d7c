#include "gis/position_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace quaywatt::gis {
namespace {

enum Slot : std::uint8_t { kMmsi, kAt, kLon, kLat, kSog, kSlots, kNoSlot };

constexpr std::int64_t kSpeedUnavailableCkn = 10'220;  ///< ITU-R M.1371: 102.3 kn = not available

std::string_view trimmed(std::string_view field) {
  while (!field.empty() && (field.front() == ' ' || field.front() == '"')) field.remove_prefix(1);
  while (!field.empty() && (field.back() == ' ' || field.back() == '"' || field.back() == '\r')) field.remove_suffix(1);
  return field;
}

/// The field that begins at `begin`. Quotes may surround a field but not hide a comma (no position file needs that).
std::string_view next_field(std::string_view line, std::size_t& begin) {
  const char* const start = line.data() + begin;
  const auto* comma = static_cast<const char*>(std::memchr(start, ',', line.size() - begin));
  const std::size_t length = comma == nullptr ? line.size() - begin : static_cast<std::size_t>(comma - start);
  begin += length + 1;
  return trimmed({start, length});
}

bool read_mmsi(std::string_view text, std::uint32_t& mmsi) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mmsi);
  return error == std::errc{} && end == text.data() + text.size() && mmsi > 0 && mmsi <= 999'999'999;
}

/// A plain decimal as whole 10^-Digits, rounded half away from zero; exponents and the rest go the slow way.
template <int Digits>
bool read_scaled(std::string_view text, double limit, std::int64_t& value) {
  constexpr std::size_t kPlainMax = 17;
  const bool negative = !text.empty() && text.front() == '-';
  const std::string_view digits = text.substr(negative ? 1 : 0);
  std::int64_t scaled = 0;
  int decimals = -1;
  bool plain = !digits.empty() && digits.front() != '.' && digits.size() <= kPlainMax;
  for (std::size_t i = 0; plain && i < digits.size(); ++i) {
    const unsigned digit = static_cast<unsigned>(digits[i]) - '0';
    if (digit <= 9) {
      if (decimals == Digits) scaled += digit >= 5 ? 1 : 0;  // the first digit too many rounds, the rest are cut
      else if (decimals < Digits) scaled = scaled * 10 + digit;
      if (decimals >= 0) ++decimals;
    } else if (digits[i] == '.' && decimals < 0) {
      decimals = 0;
    } else {
      plain = false;
    }
  }
  if (!plain) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !(std::fabs(number) <= limit)) return false;
    value = std::llround(number * std::pow(10.0, Digits));
    return true;
  }
  if (static_cast<double>(scaled) > limit * std::pow(10.0, Digits)) return false;  // and never outgrows 64 bits below
  for (int i = std::max(decimals, 0); i < Digits; ++i) scaled *= 10;
  value = negative ? -scaled : scaled;
  return static_cast<double>(scaled) <= limit * std::pow(10.0, Digits);
}

bool read_degrees(std::string_view text, double limit, std::int32_t& units) {
  std::int64_t value = 0;
  if (!read_scaled<7>(text, limit, value)) return false;  // also refuses NaN, 91 and 181
  units = static_cast<std::int32_t>(value);
  return true;
}

/// What exports write for "no value".
bool is_absent(std::string_view text) {
  constexpr std::string_view kAbsent[]{"", "nan", "NaN", "NA", "N/A", "null", "NULL", "None", "\\N", "-"};
  return std::find(std::begin(kAbsent), std::end(kAbsent), text) != std::end(kAbsent);
}

bool read_speed(std::string_view text, std::uint16_t& sog_ckn) {
  sog_ckn = kSpeedUnknown;
  if (text.empty() || (!(text[0] >= '0' && text[0] <= '9') && is_absent(text))) return true;
  std::int64_t value = 0;
  if (!read_scaled<2>(text, 1e6, value) || value < 0) return false;
  if (value <= kSpeedUnavailableCkn) sog_ckn = static_cast<std::uint16_t>(value);
  return true;
}

}  // namespace

ColumnMapping own_columns() { return {}; }

ColumnMapping marinecadastre_columns() { return {"MMSI", "BaseDateTime", "LON", "LAT", "SOG", TimeForm::iso_utc}; }

ColumnMapping dma_columns() { return {"MMSI", "# Timestamp", "Longitude", "Latitude", "SOG", TimeForm::day_first_utc}; }

PositionReader::PositionReader(std::string_view header, const ColumnMapping& mapping) : times_(mapping.time_form) {
  if (header.starts_with("\xEF\xBB\xBF")) header.remove_prefix(3);
  const std::array<const std::string*, kSlots> wanted{&mapping.mmsi, &mapping.at, &mapping.lon, &mapping.lat,
                                                      &mapping.sog};
  std::array<bool, kSlots> found{};
  for (std::size_t begin = 0; begin <= header.size();) {
    const std::string_view name = next_field(header, begin);
    std::uint8_t slot = kNoSlot;
    for (std::uint8_t i = 0; i < kSlots; ++i) {
      if (!found[i] && !name.empty() && name == *wanted[i]) slot = i;
    }
    if (slot != kNoSlot) found[slot] = true;
    slot_of_column_.push_back(slot);
  }
  while (!slot_of_column_.empty() && slot_of_column_.back() == kNoSlot) slot_of_column_.pop_back();
  for (std::uint8_t i = 0; i < kSog; ++i) {
    if (!found[i]) throw std::invalid_argument("缺少列 / column missing: " + *wanted[i]);
  }
}

bool PositionReader::refuse(RowDefect defect) {
  ++defects_[static_cast<std::size_t>(defect)];
  return false;
}

bool PositionReader::parse(std::string_view line, std::uint32_t& mmsi, Fix& fix) {
  if (line.size() > kPositionLineMaxBytes) return refuse(RowDefect::too_long);
  std::array<std::string_view, kSlots> fields{};
  std::size_t begin = 0;
  std::size_t column = 0;
  for (; column < slot_of_column_.size() && begin <= line.size(); ++column) {
    const std::string_view field = next_field(line, begin);
    if (slot_of_column_[column] != kNoSlot) fields[slot_of_column_[column]] = field;
  }
  if (fields[kLat].empty() || fields[kLon].empty()) {
    return refuse(column < slot_of_column_.size() ? RowDefect::too_few_columns : RowDefect::bad_position);
  }
  if (!read_mmsi(fields[kMmsi], mmsi)) return refuse(RowDefect::bad_mmsi);
  if (!times_.read(fields[kAt], fix.at_ms)) return refuse(RowDefect::bad_time);
  if (!read_degrees(fields[kLon], 180.0, fix.at.lon) || !read_degrees(fields[kLat], 90.0, fix.at.lat)) {
    return refuse(RowDefect::bad_position);
  }
  return read_speed(fields[kSog], fix.sog_ckn) || refuse(RowDefect::bad_speed);
}

}  // namespace quaywatt::gis
