#include "berth-agent/meter/csv_line.h"

namespace quaywatt::agent {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

// Takes a quoted field off the front of `rest`, which begins with the opening quote.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string field;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] != '"') {
      field += rest[i];
    } else if (i + 1 < rest.size() && rest[i + 1] == '"') {
      field += '"';
      ++i;
    } else {
      rest.remove_prefix(i + 1);
      return field;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::string>> split_csv_line(std::string_view rest) {
  std::vector<std::string> fields;
  while (true) {
    const auto first = rest.find_first_not_of(kBlanks);
    if (first != std::string_view::npos && rest[first] == '"') {
      rest.remove_prefix(first);
      auto field = take_quoted(rest);
      if (!field) return std::nullopt;
      fields.push_back(std::move(*field));
      const auto next = rest.find_first_not_of(kBlanks);
      if (next == std::string_view::npos) return fields;
      if (rest[next] != ',') return std::nullopt;
      rest.remove_prefix(next + 1);
      continue;
    }
    const auto comma = rest.find(',');
    fields.push_back(trimmed(rest.substr(0, comma)));
    if (comma == std::string_view::npos) return fields;
    rest.remove_prefix(comma + 1);
  }
}

}  // namespace quaywatt::agent
