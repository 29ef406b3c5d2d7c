#pragma once
// Fields of one CSV line (RFC 4180) and numbers in them, without copying where no quote asks for it.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "server/cli/inventory_columns.h"

namespace quaywatt::server {

class FieldSplitter {
 public:
  /// False when a quote is not closed or there are more than ActivityHeader::kMaxFields fields.
  /// Views refer to `line` and to the splitter, until the next split.
  bool split(std::string_view line);

  std::size_t count() const { return count_; }
  /// The field as it stands, quotes and all.
  std::string_view raw(std::size_t i) const { return fields_[i]; }
  /// The field's value, quotes resolved, blanks around it dropped.
  std::string_view value(std::size_t i) {
    const std::string_view field = fields_[i];
    if (field.empty() || (!has_quotes_ && field.front() > ' ' && field.back() > ' ')) return field;
    return cleaned(i);
  }

 private:
  bool split_quoted(std::string_view line);
  std::string_view cleaned(std::size_t i);
  bool put(std::string_view field);

  std::array<std::string_view, ActivityHeader::kMaxFields> fields_;
  std::size_t count_ = 0;
  bool has_quotes_ = false;
  std::array<std::string, ActivityHeader::kMaxFields> unquoted_;
};

/// A finite decimal number, correctly rounded; NaN, infinity, hexadecimal and trailing text -> nullopt.
std::optional<double> parse_number(std::string_view text);

}  // namespace quaywatt::server
