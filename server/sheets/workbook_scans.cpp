#include "server/sheets/workbook_scans.h"

#include <charconv>
#include <map>

namespace quaywatt::server {
namespace {

/// An XmlSink that cares for beginnings only.
template <typename OnBegin>
void each_element(std::string_view part, OnBegin on_begin) {
  class Beginnings : public XmlSink {
   public:
    explicit Beginnings(OnBegin& on_begin) : on_begin_(on_begin) {}
    void begin(const std::string& name, const XmlAttributes& attributes) override { on_begin_(name, attributes); }
    void end(const std::string&) override {}
    void text(std::string_view) override {}

   private:
    OnBegin& on_begin_;
  };
  Beginnings sink(on_begin);
  scan_xml(part, sink);
}

unsigned number(const std::string& text) {
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class SharedTexts : public XmlSink {
 public:
  void begin(const std::string& name, const XmlAttributes&) override {
    if (name == "si") texts.emplace_back();
    if (name == "rPh") phonetic_ = true;
    if (name == "t") in_text_ = true;
  }
  void end(const std::string& name) override {
    if (name == "rPh") phonetic_ = false;
    if (name == "t") in_text_ = false;
  }
  void text(std::string_view characters) override {
    if (in_text_ && !phonetic_ && !texts.empty()) texts.back() += characters;
  }
  std::vector<std::string> texts;

 private:
  bool in_text_ = false;
  bool phonetic_ = false;
};

class DateStyles : public XmlSink {
 public:
  void begin(const std::string& name, const XmlAttributes& attributes) override {
    if (name == "numFmt") codes_[number(attributes.value("numFmtId"))] = attributes.value("formatCode");
    if (name == "cellXfs") in_cell_styles_ = true;
    if (name != "xf" || !in_cell_styles_) return;
    const unsigned id = number(attributes.value("numFmtId"));
    const auto code = codes_.find(id);
    shows_date_of_style.push_back(shows_date(id, code == codes_.end() ? std::string_view{} : code->second));
  }
  void end(const std::string& name) override {
    if (name == "cellXfs") in_cell_styles_ = false;
  }
  void text(std::string_view) override {}
  std::vector<bool> shows_date_of_style;

 private:
  std::map<unsigned, std::string> codes_;
  bool in_cell_styles_ = false;
};

}  // namespace

WorkbookOutline scan_outline(std::string_view part) {
  WorkbookOutline outline;
  each_element(part, [&](const std::string& name, const XmlAttributes& attributes) {
    const std::string system = attributes.value("date1904");
    if (name == "workbookPr" && (system == "1" || system == "true")) outline.dates = DateSystem::from_1904;
    if (name != "sheet" || !outline.relation_id.empty()) return;
    outline.sheet_name = attributes.value("name");
    outline.relation_id = attributes.value("r:id");
  });
  return outline;
}

std::string scan_relation(std::string_view part, const std::string& relation_id) {
  std::string target;
  each_element(part, [&](const std::string& name, const XmlAttributes& attributes) {
    if (name == "Relationship" && attributes.value("Id") == relation_id) target = attributes.value("Target");
  });
  if (target.empty()) return target;
  return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

std::vector<std::string> scan_shared_texts(std::string_view part) {
  SharedTexts sink;
  scan_xml(part, sink);
  return std::move(sink.texts);
}

std::vector<bool> scan_date_styles(std::string_view part) {
  DateStyles sink;
  scan_xml(part, sink);
  return std::move(sink.shows_date_of_style);
}

}  // namespace quaywatt::server
