#include "server/sheets/sheet_writer.h"

namespace quaywatt::server {
namespace {

std::string csv_cell(const std::string& cell) {
  std::string text = looks_like_formula(cell) ? kFormulaGuard + cell : cell;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at + 2)) text.insert(at, 1, '"');
  return '"' + text + '"';
}

}  // namespace

bool looks_like_formula(std::string_view cell) {
  return !cell.empty() && std::string_view{"=+-@\t\r"}.find(cell.front()) != std::string_view::npos;
}

std::string write_csv_sheet(std::span<const SheetColumn> columns, const SheetCells& rows) {
  std::string csv = "\xEF\xBB\xBF";
  const auto add_line = [&](const auto& cells, auto text_of) {
    std::string separator;
    for (const auto& cell : cells) {
      csv += separator + csv_cell(text_of(cell));
      separator = ",";
    }
    csv += "\r\n";
  };
  add_line(columns, [](const SheetColumn& column) { return column.heading; });
  for (const auto& row : rows) add_line(row, [](const std::string& cell) { return cell; });
  return csv;
}

}  // namespace quaywatt::server
