#include "gis/ais_frame.h"

#include <charconv>

#include "gis/row_time.h"

namespace quaywatt::gis {
namespace {

constexpr std::int64_t kYear2000Ms = 946'684'800'000;
constexpr std::int64_t kYear2100Ms = 4'102'444'800'000;
constexpr std::string_view kAround = " ,;\t\r[]()|";   ///< what stands between a time and the rest

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// XOR of `body` equals the two hex digits that begin `rest`.
bool checksum_fits(std::string_view body, std::string_view rest) {
  if (rest.size() < 2) return false;
  unsigned sum = 0;
  for (const char c : body) sum ^= static_cast<unsigned char>(c);
  const int high = hex_digit(rest[0]);
  const int low = hex_digit(rest[1]);
  return high >= 0 && low >= 0 && sum == static_cast<unsigned>(high * 16 + low);
}

/// Unix seconds or milliseconds, if it can be one.
std::optional<std::int64_t> unix_time(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  if (!rest.empty() && (rest[0] != '.' || rest.find_first_not_of("0123456789", 1) != rest.npos)) return std::nullopt;
  if (value >= 0 && value < kYear2000Ms) value *= 1000;
  return value >= kYear2000Ms && value < kYear2100Ms ? std::optional{value} : std::nullopt;
}

std::optional<std::int64_t> one_time(std::string_view text) {
  if (const auto seconds = unix_time(text)) return seconds;
  std::int64_t at_ms = 0;
  if (RowTimeReader{TimeForm::iso_with_zone}.read(text, at_ms)) return at_ms;  // without a zone it is none (C5)
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kAround);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kAround) - begin + 1);
}

/// A time alone, or as one of several fields; of several times the last.
std::optional<std::int64_t> any_time(std::string_view text) {
  text = trimmed(text);
  while (!text.empty()) {
    if (const auto whole = one_time(text)) return whole;
    const std::size_t comma = text.find_last_of(",;\t|");
    if (comma == std::string_view::npos) break;
    if (const auto last = one_time(trimmed(text.substr(comma + 1)))) return last;
    text = trimmed(text.substr(0, comma));
  }
  const std::size_t blank = text.find(' ');   // "station 2025-03-01T08:00:00Z" or "2025-03-01T08:00:00Z station"
  if (blank == std::string_view::npos) return std::nullopt;
  if (const auto last = one_time(trimmed(text.substr(text.find_last_of(' ') + 1)))) return last;
  return one_time(text.substr(0, blank));
}

bool read_tag_block(std::string_view block, AisFrame& frame) {
  const std::size_t star = block.rfind('*');
  if (star != std::string_view::npos) {
    if (!checksum_fits(block.substr(0, star), block.substr(star + 1))) return false;
    block = block.substr(0, star);
  }
  for (std::size_t begin = 0; begin < block.size();) {
    const std::size_t end = std::min(block.find(',', begin), block.size());
    const std::string_view field = block.substr(begin, end - begin);
    if (field.starts_with("c:")) frame.at_ms = unix_time(field.substr(2));
    if (field.starts_with("s:")) frame.station = field.substr(2);
    if (field.starts_with("g:")) frame.group = field.substr(field.find_last_of("-:") + 1);
    begin = end + 1;
  }
  return true;
}

/// Everything before the '!': a tag block, or several, and perhaps a time before them.
bool read_before(std::string_view before, AisFrame& frame) {
  std::optional<std::int64_t> stamped;
  while (!before.empty()) {
    const std::size_t open = before.find('\\');
    if (const auto time = any_time(before.substr(0, open))) stamped = time;
    if (open == std::string_view::npos) break;
    const std::size_t close = before.find('\\', open + 1);
    if (close == std::string_view::npos) break;
    if (!read_tag_block(before.substr(open + 1, close - open - 1), frame)) return false;
    before.remove_prefix(close + 1);
  }
  if (!frame.at_ms) frame.at_ms = stamped;
  return true;
}

}  // namespace

std::variant<AisFrame, AisDefect> frame_of(std::string_view line) {
  const std::size_t start = line.find('!');
  if (start == std::string_view::npos) return AisDefect::not_ais;
  const std::string_view rest = line.substr(start + 1);
  const std::size_t star = rest.find('*');
  if (star == std::string_view::npos || star + 3 > rest.size()) return AisDefect::garbled;
  AisFrame frame{.body = rest.substr(0, star), .station = {}, .group = {}, .at_ms = {}};
  if (!checksum_fits(frame.body, rest.substr(star + 1))) return AisDefect::bad_checksum;
  std::optional<std::int64_t> behind;
  if (rest.size() > star + 3) behind = any_time(rest.substr(star + 3));
  if (start > 0) {
    AisFrame before;
    if (!read_before(line.substr(0, start), before)) return AisDefect::bad_checksum;
    frame.station = before.station;
    frame.group = before.group;
    frame.at_ms = before.at_ms;
  }
  const bool tagged = !frame.station.empty() || !frame.group.empty();
  if (behind && !(tagged && frame.at_ms)) frame.at_ms = behind;
  return frame;
}

}  // namespace quaywatt::gis
