#include "schema/wire/field_rules.h"

#include <algorithm>

#include "schema/wire/signature.h"

namespace quaywatt::wire {
namespace {

constexpr std::size_t kInstantBytes = 24;  // 2025-03-01T08:00:00.000Z
constexpr domain::Instant kInstantMin{};
constexpr domain::Instant kInstantEnd{std::chrono::sys_days{std::chrono::year{10000} / 1 / 1}};

unsigned char octet(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

/// Length of the well-formed character starting at `i`; 0 when there is none.
std::size_t utf8_length(std::string_view text, std::size_t i) {
  const unsigned char lead = octet(text, i);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((octet(text, i + k) & 0xC0U) != 0x80) return 0;
  }
  const unsigned char second = octet(text, i + 1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second > 0x9F;
  const bool beyond = lead == 0xF4 && second > 0x8F;
  return overlong || surrogate || beyond ? 0 : length;
}

bool has_control(std::string_view text, bool lines) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = octet(text, i);
    if ((c < 0x20 && !(lines && c == '\n')) || c == 0x7F) return true;
    if (c == 0xC2 && i + 1 < text.size() && octet(text, i + 1) < 0xA0) return true;  // U+0080–009F
  }
  return false;
}

bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

Complaint complaint_of(std::string_view value, const Text& rule) {
  if (value.empty()) return "不可为空,没有就不写此字段 / must not be empty; leave the field out instead";
  if (value.size() > rule.max_bytes) {
    const std::string max = std::to_string(rule.max_bytes);
    return "超过 " + max + " 字节 / longer than " + max + " bytes";
  }
  if (!is_utf8(value)) return "不是有效的 UTF-8 / not valid UTF-8";
  if (has_control(value, rule.lines)) return "含控制字符 / contains a control character";
  return std::nullopt;
}

Complaint complaint_of(std::string_view value, const HexText& rule) {
  if (value.size() == rule.digits && std::all_of(value.begin(), value.end(), is_lower_hex)) return std::nullopt;
  const std::string digits = std::to_string(rule.digits);
  return "应为 " + digits + " 位小写十六进制 / must be " + digits + " lower-case hex digits";
}

Complaint complaint_of(std::string_view value, const Base64Text& rule) {
  const auto bytes = base64_decode(value);
  if (bytes && bytes->size() == rule.bytes) return std::nullopt;
  const std::string size = std::to_string(rule.bytes);
  return "应为 " + size + " 字节的 base64 / must be base64 of " + size + " bytes";
}

Complaint complaint_of(std::int64_t value, const Range& rule) {
  if (rule.min <= value && value <= rule.max) return std::nullopt;
  const std::string min = std::to_string(rule.min);
  const std::string max = std::to_string(rule.max);
  return "应为 " + min + " 至 " + max + " 的整数 / must be a whole number from " + min + " to " + max;
}

bool is_writable(domain::Instant instant) { return kInstantMin <= instant && instant < kInstantEnd; }

bool is_writable(domain::Date date) { return date.ok() && is_writable(domain::Instant{std::chrono::sys_days{date}}); }

std::optional<domain::Instant> read_instant(std::string_view text) {
  if (text.size() != kInstantBytes || text.back() != 'Z') return std::nullopt;
  const auto instant = domain::parse_instant(text);
  if (!instant || !is_writable(*instant) || domain::format_instant(*instant) != text) return std::nullopt;
  return instant;
}

std::optional<domain::Date> read_date(std::string_view text) {
  const auto date = domain::parse_date(text);
  if (!date || !is_writable(*date)) return std::nullopt;
  return date;
}

}  // namespace quaywatt::wire
