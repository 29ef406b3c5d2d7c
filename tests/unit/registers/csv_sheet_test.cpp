// Sheets of comma-separated values, as Excel and WPS save them.

#include <gtest/gtest.h>

#include "server/sheets/sheet_writer.h"
#include "tests/unit/registers/read_sheets.h"

namespace quaywatt::server {
namespace {

TEST(CsvSheet, RowsKeepTheNumbersTheSpreadsheetShows) {
  const auto sheet = sheet_of("\xEF\xBB\xBF船名,总吨\r\n\r\n,\r\n苏锡货1098,1500\r\n");
  ASSERT_EQ(sheet.rows.size(), 2u);
  EXPECT_EQ(sheet.rows[0].cells, (std::vector<std::string>{"船名", "总吨"}));
  EXPECT_EQ(sheet.rows[1].number, 4u);
}

TEST(CsvSheet, QuotesHoldCommasLineEndsAndQuotes) {
  const auto sheet = sheet_of("\"a,b\",\"two\nlines\",\"he said \"\"no\"\"\"\nlast");
  ASSERT_EQ(sheet.rows.size(), 2u);
  EXPECT_EQ(sheet.rows[0].cells, (std::vector<std::string>{"a,b", "two\nlines", "he said \"no\""}));
  EXPECT_EQ(sheet.rows[1].cells, (std::vector<std::string>{"last"}));
}

TEST(CsvSheet, O13_ABrokenQuoteIsNamedByItsCell) {
  EXPECT_EQ(defect_of("a,b\nc,\"d\n").place, "B2");
  EXPECT_EQ(defect_of("a,b\n\"c\"x,d\n").place, "B2");
  EXPECT_FALSE(defect_of("a,\"b").zh.empty());
}

TEST(CsvSheet, LimitsAreRefusedWithTheirPlace) {
  EXPECT_EQ(defect_of(std::string(kSheetColumnsMax, ',')).place, "GS1");
  EXPECT_EQ(defect_of("a," + std::string(kCellBytesMax + 1, 'x')).place, "B1");
  EXPECT_EQ(defect_of(std::string(kSheetBytesMax + 1, 'x')).place, "");
  std::string many;
  for (std::size_t i = 0; i <= kSheetRowsMax; ++i) many += "1\n";
  EXPECT_EQ(defect_of(many).place, "B" + std::to_string(kSheetRowsMax + 1));
}

TEST(CsvSheet, X10_WhatLooksLikeAFormulaIsWrittenAsTextAndReadBackEqual) {
  const SheetCells rows{{"=cmd|' /C calc'!A0", "+1", "-1", "@x", "plain", "'quoted", "", "a\"b,c\nd"}};
  const std::vector<SheetColumn> columns(8, {"h", {}});
  const auto csv = write_csv_sheet(columns, rows);
  EXPECT_NE(csv.find("'=cmd"), std::string::npos);
  EXPECT_EQ(csv.find(",=") + csv.find("\n="), std::string::npos + std::string::npos);
  EXPECT_EQ(sheet_of(csv).rows.at(1).cells, rows[0]);
}

TEST(SheetColumns, AreLetteredAsSpreadsheetsDo) {
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(701), "ZZ");
  EXPECT_EQ(column_letters(702), "AAA");
  EXPECT_EQ(cell_place("船舶", 5, 2), "船舶!C5");
}

}  // namespace
}  // namespace quaywatt::server
