#include <charconv>

#include "server/sheets/sheet.h"
#include "server/sheets/workbook_parts.h"
#include "server/sheets/workbook_scans.h"

namespace quaywatt::server {
namespace {

struct Workbook {
  WorkbookOutline outline;
  std::vector<std::string> texts;
  std::vector<bool> date_styles;
};

/// Where "AB12" stands; nullopt when it is no address within the limits.
struct CellAddress {
  std::size_t column = 0;
  std::size_t row = 0;
};
std::optional<CellAddress> parse_address(std::string_view text) {
  std::size_t column = 0;
  while (!text.empty() && text.front() >= 'A' && text.front() <= 'Z' && column <= kSheetColumnsMax) {
    column = column * 26 + static_cast<std::size_t>(text.front() - 'A') + 1;
    text.remove_prefix(1);
  }
  std::size_t row = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), row);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (column == 0 || column > kSheetColumnsMax || row == 0) return std::nullopt;
  return CellAddress{column - 1, row};
}

/// Thrown out of the scan where the sheet cannot be read on.
struct Refused {
  SheetDefect defect;
};

class SheetScan : public XmlSink {
 public:
  explicit SheetScan(const Workbook& book) : book_(book) { sheet.name = book.outline.sheet_name; }

  void begin(const std::string& name, const XmlAttributes& attributes) override {
    if (name == "c") begin_cell(attributes);
    if (name == "v" || name == "t") in_value_ = true;
    if (name == "mergeCell") sheet.merged.push_back(attributes.value("ref"));
  }
  void end(const std::string& name) override {
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "c") end_cell();
  }
  void text(std::string_view characters) override {
    if (!in_value_) return;
    value_ += characters;
    if (value_.size() > kCellBytesMax) refuse("单元格内容过长", "the cell holds too much text");
  }

  Sheet sheet;

 private:
  void begin_cell(const XmlAttributes& attributes) {
    const auto address = parse_address(attributes.value("r"));
    if (!address) refuse("单元格地址不明或列数过多，请另存后重试", "a cell without address, or too many columns: save anew");
    at_ = *address;
    type_ = attributes.value("t");
    style_ = attributes.value("s");
    value_.clear();
  }

  void end_cell() {
    if (value_.empty()) return;
    if (sheet.rows.empty() || sheet.rows.back().number != at_.row) {
      if (sheet.rows.size() == kSheetRowsMax) refuse("行数过多，请拆分文件", "too many rows: split the file");
      sheet.rows.push_back({at_.row, {}});
    }
    auto& cells = sheet.rows.back().cells;
    if (cells.size() <= at_.column) cells.resize(at_.column + 1);
    cells[at_.column] = written();
  }

  /// What a person sees in the cell, as far as it matters for a register.
  std::string written() {
    if (type_ == "s") return shared_text();
    if (type_ == "b") return value_ == "1" ? "true" : "false";
    if (type_ == "e") refuse("单元格是错误值 " + value_ + "，请更正", "the cell shows the error " + value_ + ": mend it");
    if (!type_.empty() && type_ != "n") return value_;
    if (has_date_style()) {
      if (auto date = excel_date(value_, book_.outline.dates)) return *date;
    }
    return value_;
  }

  std::string shared_text() {
    const auto index = index_of(value_);
    if (!index || *index >= book_.texts.size()) refuse("共享文字缺失，请另存后重试", "a shared text is missing: save anew");
    return book_.texts[*index];
  }

  bool has_date_style() const {
    const auto index = index_of(style_);
    return index && *index < book_.date_styles.size() && book_.date_styles[*index];
  }

  static std::optional<std::size_t> index_of(const std::string& text) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return index;
  }

  [[noreturn]] void refuse(std::string zh, std::string en) const {
    throw Refused{{at_.row == 0 ? sheet.name : cell_place(sheet.name, at_.row, at_.column), std::move(zh),
                   std::move(en)}};
  }

  const Workbook& book_;
  CellAddress at_;
  std::string type_;
  std::string style_;
  std::string value_;
  bool in_value_ = false;
};

const std::string& part_named(const WorkbookParts& parts, const std::string& name) {
  const auto part = parts.find(name);
  if (part == parts.end()) throw XmlBroken("the workbook has no part " + name);
  return part->second;
}

Sheet read_parts(const WorkbookParts& parts) {
  Workbook book{.outline = scan_outline(part_named(parts, "xl/workbook.xml")), .texts = {}, .date_styles = {}};
  if (const auto part = parts.find("xl/sharedStrings.xml"); part != parts.end()) {
    book.texts = scan_shared_texts(part->second);
  }
  if (const auto part = parts.find("xl/styles.xml"); part != parts.end()) {
    book.date_styles = scan_date_styles(part->second);
  }
  SheetScan scan(book);
  const auto relations = part_named(parts, "xl/_rels/workbook.xml.rels");
  scan_xml(part_named(parts, scan_relation(relations, book.outline.relation_id)), scan);
  return std::move(scan.sheet);
}

}  // namespace

ReadSheet read_xlsx_sheet(const std::string& bytes) {
  const auto unpacked = unpack_workbook(bytes);
  if (const auto* defect = std::get_if<SheetDefect>(&unpacked)) return *defect;
  try {
    return read_parts(std::get<WorkbookParts>(unpacked));
  } catch (const Refused& refused) {
    return refused.defect;
  } catch (const XmlBroken& broken) {
    return SheetDefect{"", "工作簿内容损坏，请用WPS或Excel打开后另存", std::string("the workbook is damaged: open it in WPS "
                                                                               "or Excel and save it anew: ") +
                                                                     broken.what()};
  }
}

}  // namespace quaywatt::server
