#include "gis/ais_sentence.h"

#include <array>
#include <charconv>

#include "domain/time/instant.h"

namespace quaywatt::gis {
namespace {

constexpr std::int64_t kYear2000Ms = 946'684'800'000;
constexpr std::int64_t kYear2100Ms = 4'102'444'800'000;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// XOR of everything between the first character and '*' equals the two hex digits after it.
bool checksum_fits(std::string_view body, std::string_view digits) {
  unsigned sum = 0;
  for (const char c : body) sum ^= static_cast<unsigned char>(c);
  const int high = hex_digit(digits[0]);
  const int low = hex_digit(digits[1]);
  return high >= 0 && low >= 0 && sum == static_cast<unsigned>(high * 16 + low);
}

template <typename Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Unix seconds or milliseconds, if it can be one.
std::optional<std::int64_t> unix_time(std::string_view text) {
  const std::size_t point = text.find('.');
  auto value = number<std::int64_t>(text.substr(0, point));
  if (!value) return std::nullopt;
  if (*value < kYear2000Ms) *value *= 1000;
  return *value >= kYear2000Ms && *value < kYear2100Ms ? value : std::nullopt;
}

std::optional<std::int64_t> any_time(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == ',' || text.front() == ';' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == ';' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  if (text.empty()) return std::nullopt;
  if (const auto instant = domain::parse_instant(text)) return instant->time_since_epoch().count();
  return unix_time(text);
}

/// The `c:` field of a tag block "\g:1-2-73874,n:157036,s:r003669945,c:1241544035*4A\".
std::optional<std::int64_t> tag_block_time(std::string_view block) {
  block = block.substr(0, block.find('*'));
  for (std::size_t begin = 0; begin < block.size();) {
    const std::size_t end = std::min(block.find(',', begin), block.size());
    const std::string_view field = block.substr(begin, end - begin);
    if (field.starts_with("c:")) return unix_time(field.substr(2));
    begin = end + 1;
  }
  return std::nullopt;
}

/// What stands before and after the sentence proper.
struct Framed {
  std::string_view body;      ///< between '!' and '*'
  std::string_view checksum;
  std::optional<std::int64_t> at_ms;
};

std::variant<Framed, AisDefect> frame(std::string_view line) {
  const std::size_t start = line.find('!');
  if (start == std::string_view::npos) return AisDefect::not_ais;
  const std::string_view rest = line.substr(start + 1);
  const std::size_t star = rest.find('*');
  if (star == std::string_view::npos || star + 3 > rest.size()) return AisDefect::garbled;
  Framed framed{rest.substr(0, star), rest.substr(star + 1, 2), any_time(rest.substr(star + 3))};
  const std::string_view before = line.substr(0, start);
  if (before.size() > 2 && before.front() == '\\') framed.at_ms = tag_block_time(before.substr(1));
  else if (!framed.at_ms) framed.at_ms = any_time(before);
  return framed;
}

bool armoured(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > 'w' || (c > 'W' && c < '`')) return false;
  }
  return true;
}

}  // namespace

std::variant<AisPayload, AisIncomplete, AisDefect> AisAssembler::take(std::string_view line) {
  if (line.size() > kAisLineMaxBytes) return AisDefect::garbled;
  const auto framed = frame(line);
  if (const auto* defect = std::get_if<AisDefect>(&framed)) return *defect;
  const auto& [body, checksum, at_ms] = std::get<Framed>(framed);
  if (!checksum_fits(body, checksum)) return AisDefect::bad_checksum;

  std::array<std::string_view, 7> fields{};
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= body.size() && count < fields.size(); ++count) {
    const std::size_t end = std::min(body.find(',', begin), body.size());
    fields[count] = body.substr(begin, end - begin);
    begin = end + 1;
  }
  const auto [talker, parts_text, part_text, sequence, channel, sixbit, fill_text] = fields;
  if (count != fields.size() || talker.size() != 5 || !talker.ends_with("VDM")) return AisDefect::not_ais;
  const auto parts = number<int>(parts_text);
  const auto part = number<int>(part_text);
  const auto fill = number<int>(fill_text);
  if (!parts || !part || !fill || *fill < 0 || *fill > 5) return AisDefect::garbled;
  if (sixbit.empty() || !armoured(sixbit)) return AisDefect::garbled;
  if (*parts < 1 || *parts > kAisPartsMax || *part < 1 || *part > *parts) return AisDefect::bad_part;
  if (*parts == 1) return AisPayload{std::string{sixbit}, *fill, at_ms};

  const std::string key = std::string{sequence} + '/' + std::string{channel};
  if (*part == 1) {
    if (pending_.size() >= kAisPendingMax) {
      pending_.clear();
      ++dropped_parts_;
    }
    if (pending_.contains(key)) ++dropped_parts_;
    pending_[key] = Pending{std::string{sixbit}, *parts, 2, at_ms};
    return AisIncomplete{};
  }
  const auto found = pending_.find(key);
  if (found == pending_.end()) return AisDefect::missing_part;
  Pending& message = found->second;
  if (message.next != *part || message.parts != *parts) return AisDefect::missing_part;
  message.sixbit += sixbit;
  ++message.next;
  if (*part < *parts) return AisIncomplete{};
  AisPayload whole{std::move(message.sixbit), *fill, message.at_ms ? message.at_ms : at_ms};
  pending_.erase(found);
  return whole;
}

}  // namespace quaywatt::gis
