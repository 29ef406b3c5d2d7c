#pragma once
// Writes a sheet so that it opens in WPS, Excel and LibreOffice and reads back equal: templates and exports of
// registers.

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/sheets/sheet.h"

namespace quaywatt::server {

struct SheetColumn {
  std::string heading;
  std::vector<std::string> offered;  ///< as a list to choose from, where the form can; empty: anything may be written
};

using SheetCells = std::vector<std::vector<std::string>>;

/// What a spreadsheet would take for a formula gets this before it and is text then (fault X10); read_csv_sheet drops
/// it again.
inline constexpr char kFormulaGuard = '\'';
bool looks_like_formula(std::string_view cell);

/// With byte order mark and CR LF, as Excel wants Chinese CSV.
std::string write_csv_sheet(std::span<const SheetColumn> columns, const SheetCells& rows);

/// A workbook of one sheet: headings that stay in view, every cell as text, so that nothing becomes a formula, a date
/// or a number with an exponent. Same input, same bytes. Replaces `file`.
/// Throws std::runtime_error when it cannot be written.
void write_xlsx_sheet(const std::filesystem::path& file, const std::string& name, std::span<const SheetColumn> columns,
                      const SheetCells& rows);

}  // namespace quaywatt::server
