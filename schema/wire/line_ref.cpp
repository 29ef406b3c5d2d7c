#include <charconv>

#include "schema/wire/line_codec.h"
#include "schema/wire/strict_json.h"

namespace quaywatt::wire {
namespace {

/// A whole number from 1 on in its only spelling.
template <typename Number>
bool read_number(std::string_view digits, Number& number) {
  if (digits.empty() || digits.front() < '1' || digits.front() > '9') return false;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc{} && end == digits.data() + digits.size();
}

}  // namespace

std::string format_ref(const domain::LineRef& ref) { return std::to_string(ref.epoch) + "." + std::to_string(ref.seq); }

std::optional<domain::LineRef> parse_ref(std::string_view text) {
  const auto point = text.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  domain::LineRef ref;
  if (!read_number(text.substr(0, point), ref.epoch) || !read_number(text.substr(point + 1), ref.seq)) {
    return std::nullopt;
  }
  if (ref.seq > static_cast<std::uint64_t>(kIntegerMax)) return std::nullopt;
  return ref;
}

}  // namespace quaywatt::wire
