// Workbooks: those we write, those others write, and those somebody built to do harm.

#include <gtest/gtest.h>
#include <xlsxwriter.h>

#include <fstream>
#include <sstream>

#include "Poco/DateTime.h"
#include "Poco/Zip/Compress.h"
#include "server/sheets/excel_date.h"
#include "server/sheets/sheet_writer.h"
#include "server/sheets/workbook_parts.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/registers/read_sheets.h"

namespace quaywatt::server {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A workbook of raw parts, as other programs may write them.
std::string package(const std::map<std::string, std::string>& parts) {
  std::ostringstream out;
  Poco::Zip::Compress zip(out, true);
  for (const auto& [name, text] : parts) {
    std::istringstream in(text);
    zip.addFile(in, Poco::DateTime(2024, 9, 10), Poco::Path(name, Poco::Path::PATH_UNIX));
  }
  zip.close();
  return out.str();
}

constexpr char kBook[] =
    R"(<workbook xmlns:r="r"><workbookPr date1904="false"/><sheets><sheet name="船舶" r:id="rId1"/></sheets></workbook>)";
constexpr char kRelations[] =
    R"(<Relationships><Relationship Id="rId1" Target="worksheets/one.xml"/></Relationships>)";

std::string book_with(const std::string& rows, std::map<std::string, std::string> more = {}) {
  more.try_emplace("xl/workbook.xml", kBook);
  more.try_emplace("xl/_rels/workbook.xml.rels", kRelations);
  more.try_emplace("xl/worksheets/one.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
  return package(more);
}

TEST(XlsxSheet, WhatWeWriteReadsBackEqualAndBytesAreTheSame) {
  const test::TempDir folder;
  const std::vector<SheetColumn> columns{{"船名", {}}, {"船型", {"干散货船", "集装箱船"}}};
  const SheetCells rows{{"苏锡货1098", "干散货船"}, {"=1+1", ""}, {"", "007"}};
  write_xlsx_sheet(folder.path() / "a.xlsx", "船舶", columns, rows);
  write_xlsx_sheet(folder.path() / "b.xlsx", "船舶", columns, rows);
  const auto bytes = bytes_of(folder.path() / "a.xlsx");
  EXPECT_EQ(bytes, bytes_of(folder.path() / "b.xlsx"));
  const auto sheet = sheet_of(bytes);
  EXPECT_EQ(sheet.name, "船舶");
  ASSERT_EQ(sheet.rows.size(), 4u);
  EXPECT_EQ(sheet.rows[0].cells, (std::vector<std::string>{"船名", "船型"}));
  EXPECT_EQ(sheet.rows[2].cells, (std::vector<std::string>{"=1+1"}));
  EXPECT_EQ(sheet.rows[3].cells, (std::vector<std::string>{"", "007"}));
}

TEST(XlsxSheet, DatesNumbersAndTruthComeAsPeopleSeeThem) {
  const test::TempDir folder;
  const auto file = folder.path() / "typed.xlsx";
  lxw_workbook* book = workbook_new(file.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  lxw_format* date = workbook_add_format(book);
  format_set_num_format(date, "yyyy-mm-dd");
  lxw_datetime day{2012, 5, 1, 0, 0, 0};
  worksheet_write_datetime(sheet, 0, 0, &day, date);
  worksheet_write_number(sheet, 0, 1, 1500, nullptr);
  worksheet_write_boolean(sheet, 0, 2, 1, nullptr);
  worksheet_write_formula_num(sheet, 0, 3, "=B1*2", nullptr, 3000);
  worksheet_merge_range(sheet, 4, 0, 5, 1, "合并", nullptr);
  workbook_close(book);
  const auto read = sheet_of(bytes_of(file));
  EXPECT_EQ(read.rows.at(0).cells, (std::vector<std::string>{"2012-05-01", "1500", "true", "3000"}));
  EXPECT_EQ(read.merged, (std::vector<std::string>{"A5:B6"}));
}

TEST(XlsxSheet, InlineTextPrefixedNamesAndPhoneticAidsOfOtherWriters) {
  const auto sheet = sheet_of(book_with(
      R"(<row r="3"><c r="B3" t="inlineStr"><is><t>内联</t></is></c><c r="C3" t="s"><v>0</v></c></row>)",
      {{"xl/sharedStrings.xml",
        R"(<x:sst xmlns:x="x"><x:si><x:r><x:t>苏</x:t></x:r><x:rPh><x:t>su</x:t></x:rPh>)"
        R"(<x:r><x:t>锡</x:t></x:r></x:si></x:sst>)"}}));
  ASSERT_EQ(sheet.rows.size(), 1u);
  EXPECT_EQ(sheet.rows[0].number, 3u);
  EXPECT_EQ(sheet.rows[0].cells, (std::vector<std::string>{"", "内联", "苏锡"}));
}

TEST(XlsxSheet, O13_ACellThatShowsAnErrorIsNamed) {
  const auto defect = defect_of(book_with(R"(<row r="5"><c r="C5" t="e"><v>#REF!</v></c></row>)"));
  EXPECT_EQ(defect.place, "船舶!C5");
  EXPECT_NE(defect.zh.find("#REF!"), std::string::npos);
}

TEST(XlsxSheet, X10_ADocumentTypeIsRefusedBeforeAnythingIsFetchedOrMultiplied) {
  const std::string part = R"(<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>)";
  const auto defect = defect_of(book_with("", {{"xl/worksheets/one.xml", part}}));
  EXPECT_NE(defect.en.find("document type"), std::string::npos) << defect.en;
}

TEST(XlsxSheet, X10_ABombIsRefusedByWhatItUnpacksTo) {
  const auto bomb = package({{"xl/a.xml", std::string(600'000, ' ')}, {"xl/b.xml", std::string(600'000, ' ')}});
  ASSERT_LT(bomb.size(), 10'000u);
  EXPECT_TRUE(std::holds_alternative<WorkbookParts>(unpack_workbook(bomb, 1'200'000)));
  EXPECT_TRUE(std::holds_alternative<SheetDefect>(unpack_workbook(bomb, 1'199'999)));
}

TEST(XlsxSheet, DamagedFilesAreRefusedWithARemedy) {
  const auto sound = book_with(R"(<row r="1"><c r="A1"><v>1</v></c></row>)");
  for (const auto& bytes : {std::string("PK nothing"), sound.substr(0, sound.size() / 2), package({{"a.txt", "x"}}),
                            book_with("<row"), book_with(R"(<row r="1"><c r="A1" t="s"><v>7</v></c></row>)"),
                            book_with(R"(<row r="1"><c r="ZZZ1"><v>7</v></c></row>)"),
                            book_with(R"(<row r="1"><c><v>7</v></c></row>)"),
                            book_with("", {{"xl/_rels/workbook.xml.rels", "<Relationships/>"}})}) {
    const auto defect = defect_of(bytes);
    EXPECT_FALSE(defect.zh.empty());
    EXPECT_NE(defect.en.find("save"), std::string::npos) << defect.en;
  }
}

TEST(ExcelDate, CountsFromTwoBeginningsAndSkipsTheDayThatNeverWas) {
  EXPECT_EQ(excel_date("41030", DateSystem::from_1900), "2012-05-01");
  EXPECT_EQ(excel_date("59", DateSystem::from_1900), "1900-02-28");
  EXPECT_EQ(excel_date("60", DateSystem::from_1900), std::nullopt);
  EXPECT_EQ(excel_date("61", DateSystem::from_1900), "1900-03-01");
  EXPECT_EQ(excel_date("39568", DateSystem::from_1904), "2012-05-01");
  EXPECT_EQ(excel_date("41030.354166666664", DateSystem::from_1900), "2012-05-01 08:30:00");
  EXPECT_EQ(excel_date("41030.9999999", DateSystem::from_1900), "2012-05-02");
  for (const auto* text : {"", "0", "x", "-1", "2958466", "1e99", "nan"}) {
    EXPECT_EQ(excel_date(text, DateSystem::from_1900), std::nullopt) << text;
  }
}

TEST(ExcelDate, AFormatShowsDaysWhenItNamesThemOutsideQuotesAndBrackets) {
  EXPECT_TRUE(shows_date(14, ""));
  EXPECT_TRUE(shows_date(58, ""));
  EXPECT_TRUE(shows_date(164, "yyyy\"年\"m\"月\"d\"日\""));
  EXPECT_TRUE(shows_date(164, "[$-804]DDDD"));
  EXPECT_FALSE(shows_date(0, "General"));
  EXPECT_FALSE(shows_date(164, "[Red]0.00\" day\""));
  EXPECT_FALSE(shows_date(20, ""));
}

}  // namespace
}  // namespace quaywatt::server
