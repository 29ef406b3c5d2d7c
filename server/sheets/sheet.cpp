#include "server/sheets/sheet.h"

#include <algorithm>

namespace quaywatt::server {

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters += static_cast<char>('A' + (rest - 1) % 26);
  }
  std::ranges::reverse(letters);
  return letters;
}

std::string cell_place(const std::string& sheet, std::size_t row, std::size_t column) {
  return (sheet.empty() ? "" : sheet + "!") + column_letters(column) + std::to_string(row);
}

ReadSheet read_sheet(const std::string& bytes) {
  if (bytes.size() > kSheetBytesMax) {
    return SheetDefect{"", "文件超过64 MB，请拆分后分别导入", "the file is over 64 MB: split it"};
  }
  return bytes.starts_with("PK") ? read_xlsx_sheet(bytes) : read_csv_sheet(bytes);
}

}  // namespace quaywatt::server
