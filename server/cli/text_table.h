#pragma once
// Tables for people, aligned on a terminal: a Chinese character takes two columns there (UAX #11).

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace quaywatt::server {

/// Columns the text takes on a terminal. Bytes that are no UTF-8 count one each.
std::size_t display_width(std::string_view text);

/// Text from outside made harmless for a terminal: control characters, escapes and marks that turn the direction of
/// writing become U+FFFD (fault O6).
std::string terminal_safe(std::string_view text);

class TextTable {
 public:
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
  };

  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}
  /// As many cells as columns. Cells are shown as they are: pass what comes from outside through `terminal_safe`.
  void add(std::vector<std::string> cells);
  void print(std::ostream& out) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace quaywatt::server
