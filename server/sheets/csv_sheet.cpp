#include <algorithm>
#include <optional>

#include "server/sheets/sheet.h"
#include "server/sheets/sheet_writer.h"

namespace quaywatt::server {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A cell we wrote ourselves so that no spreadsheet takes it for a formula.
bool is_guarded(std::string_view cell) {
  return cell.starts_with(kFormulaGuard) && looks_like_formula(cell.substr(1));
}

/// Reads one file of comma-separated values, cell by cell.
class CsvSheetReader {
 public:
  explicit CsvSheetReader(std::string_view text) : rest_(text) {}

  ReadSheet read() {
    while (!rest_.empty()) {
      if (auto defect = read_row()) return *defect;
    }
    return std::move(sheet_);
  }

 private:
  /// One row with its line end; rows without anything written are left out.
  std::optional<SheetDefect> read_row() {
    SheetRow row{++number_, {}};
    bool more = true;
    while (more) {
      if (row.cells.size() == kSheetColumnsMax) return at(row, "列数过多", "too many columns");
      std::string cell;
      if (auto defect = rest_.starts_with('"') ? quoted(cell, row) : plain(cell)) return defect;
      if (cell.size() > kCellBytesMax) return at(row, "单元格内容过长", "the cell holds too much text");
      if (is_guarded(cell)) cell.erase(0, 1);
      row.cells.push_back(std::move(cell));
      more = rest_.starts_with(',');
      if (more) rest_.remove_prefix(1);
    }
    if (auto defect = line_end(row)) return defect;
    if (std::ranges::all_of(row.cells, &std::string::empty)) return std::nullopt;
    if (sheet_.rows.size() == kSheetRowsMax) return at(row, "行数过多，请拆分文件", "too many rows: split the file");
    sheet_.rows.push_back(std::move(row));
    return std::nullopt;
  }

  std::optional<SheetDefect> plain(std::string& cell) {
    cell = rest_.substr(0, rest_.find_first_of(",\r\n"));
    rest_.remove_prefix(cell.size());
    return std::nullopt;
  }

  std::optional<SheetDefect> quoted(std::string& cell, const SheetRow& row) {
    rest_.remove_prefix(1);
    while (true) {
      const auto quote = rest_.find('"');
      if (quote == std::string_view::npos) {
        return at(row, "引号没有结束，请检查该单元格的引号", "the quote is never closed: check this cell's quotes");
      }
      cell += rest_.substr(0, quote);
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) return std::nullopt;
      cell += '"';
      rest_.remove_prefix(1);
    }
  }

  std::optional<SheetDefect> line_end(const SheetRow& row) {
    if (rest_.empty()) return std::nullopt;
    if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
    if (rest_.front() != '\n' && rest_.front() != '\r') {
      return at(row, "引号之后应为逗号或行末", "after a closing quote comes a comma or the end of the line");
    }
    rest_.remove_prefix(1);
    return std::nullopt;
  }

  static SheetDefect at(const SheetRow& row, std::string zh, std::string en) {
    return {cell_place("", row.number, row.cells.size()), std::move(zh), std::move(en)};
  }

  std::string_view rest_;
  std::size_t number_ = 0;
  Sheet sheet_;
};

}  // namespace

ReadSheet read_csv_sheet(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return CsvSheetReader(bytes).read();
}

}  // namespace quaywatt::server
