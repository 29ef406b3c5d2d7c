#pragma once
// A sheet as people keep registers in: rows of cells, from CSV or XLSX. What cannot be a sheet is refused whole, with
// the place and what to do.

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quaywatt::server {

inline constexpr std::size_t kSheetBytesMax = 64 * 1024 * 1024;       ///< of the file
inline constexpr std::size_t kSheetTextBytesMax = 512 * 1024 * 1024;  ///< unpacked
inline constexpr std::size_t kSheetRowsMax = 300'000;
inline constexpr std::size_t kSheetColumnsMax = 200;
inline constexpr std::size_t kCellBytesMax = 64 * 1024;

struct SheetRow {
  std::size_t number = 0;           ///< as the program that shows the sheet numbers it, from 1
  std::vector<std::string> cells;   ///< from column A on, UTF-8; short rows end early
};

struct Sheet {
  std::string name;                 ///< empty for CSV
  std::vector<SheetRow> rows;       ///< only those that hold something
  std::vector<std::string> merged;  ///< "A1:C1": merged cells, which hide what belongs to which row
};

struct SheetDefect {
  std::string place;  ///< "Sheet1!C5", "C5", or empty for the whole file
  std::string zh;
  std::string en;
};

using ReadSheet = std::variant<Sheet, SheetDefect>;

/// "A", "Z", "AA" for 0, 25, 26.
std::string column_letters(std::size_t column);

/// Where a person finds the cell: "Sheet1!C5", or "C5" where the sheet has no name.
std::string cell_place(const std::string& sheet, std::size_t row, std::size_t column);

/// Comma-separated, quoted as RFC 4180 says, with or without byte order mark.
ReadSheet read_csv_sheet(std::string_view bytes);

/// The first sheet of a workbook (ECMA-376). Cells formatted as dates come as 2024-09-10, formulas as their last value.
ReadSheet read_xlsx_sheet(const std::string& bytes);

/// By content: a zip file is a workbook, everything else CSV.
ReadSheet read_sheet(const std::string& bytes);

}  // namespace quaywatt::server
