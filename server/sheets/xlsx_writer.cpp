#include <xlsxwriter.h>

#include <memory>
#include <stdexcept>

#include "server/sheets/sheet_writer.h"

namespace quaywatt::server {
namespace {

constexpr std::size_t kOfferedRows = 10'000;   ///< rows below the heading that offer the column's choices
constexpr std::size_t kOfferedBytesMax = 250;  ///< Excel refuses a longer list
constexpr double kColumnWidth = 18;
constexpr std::time_t kFixedCreation = 1'577'836'800;  ///< 2020-01-01, so that the same input gives the same bytes

void must(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("cannot write the workbook: ") + lxw_strerror(error));
}

/// `choices` are a copy because the library takes them as writable.
void offer(lxw_worksheet* sheet, lxw_col_t column, std::vector<std::string> choices) {
  std::vector<char*> list;
  std::size_t bytes = 0;
  for (auto& choice : choices) {
    list.push_back(choice.data());
    bytes += choice.size() + 1;
  }
  if (list.empty() || bytes > kOfferedBytesMax) return;
  list.push_back(nullptr);
  lxw_data_validation validation{};
  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = list.data();
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  must(worksheet_data_validation_range(sheet, 1, column, kOfferedRows, column, &validation));
}

struct CloseWorkbook {
  void operator()(lxw_workbook* book) const { workbook_close(book); }
};

}  // namespace

void write_xlsx_sheet(const std::filesystem::path& file, const std::string& name, std::span<const SheetColumn> columns,
                      const SheetCells& rows) {
  std::unique_ptr<lxw_workbook, CloseWorkbook> book(workbook_new(file.c_str()));
  if (!book) throw std::runtime_error("cannot begin the workbook " + file.string());
  lxw_doc_properties properties{};
  properties.created = kFixedCreation;
  must(workbook_set_properties(book.get(), &properties));
  lxw_worksheet* sheet = workbook_add_worksheet(book.get(), name.c_str());
  if (sheet == nullptr) throw std::runtime_error("a sheet cannot be called " + name);
  lxw_format* heading = workbook_add_format(book.get());
  format_set_bold(heading);
  worksheet_freeze_panes(sheet, 1, 0);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    must(worksheet_set_column(sheet, column, column, kColumnWidth, nullptr));
    must(worksheet_write_string(sheet, 0, column, columns[i].heading.c_str(), heading));
    offer(sheet, column, columns[i].offered);
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t i = 0; i < rows[row].size(); ++i) {
      if (rows[row][i].empty()) continue;
      must(worksheet_write_string(sheet, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i),
                                  rows[row][i].c_str(), nullptr));
    }
  }
  must(workbook_close(book.release()));
}

}  // namespace quaywatt::server
