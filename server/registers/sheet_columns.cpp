#include "server/registers/sheet_columns.h"

#include <algorithm>

#include "domain/registers/written_text.h"

namespace quaywatt::server {

std::vector<domain::FieldRule> sheet_fields(const domain::RegisterKind& kind) {
  std::vector<domain::FieldRule> fields(kind.fields.begin(), kind.fields.end());
  if (kind.dated) fields.push_back(domain::valid_from_field());
  return fields;
}

std::vector<SheetColumn> sheet_columns(const domain::RegisterKind& kind) {
  std::vector<SheetColumn> columns;
  for (const auto& field : sheet_fields(kind)) {
    SheetColumn column{std::string{field.title_zh}, {}};
    for (const auto& choice : field.choices) column.offered.emplace_back(choice.zh);
    if (field.kind == domain::FieldKind::yes_no) column.offered = {"是", "否"};
    columns.push_back(std::move(column));
  }
  return columns;
}

std::variant<MatchedColumns, std::vector<SheetDefect>> match_columns(const std::vector<domain::FieldRule>& fields,
                                                                     const Sheet& sheet) {
  if (sheet.rows.empty()) {
    return std::vector<SheetDefect>{{sheet.name, "表中没有内容", "the sheet is empty"}};
  }
  MatchedColumns matched{std::vector<std::optional<std::size_t>>(fields.size())};
  std::vector<SheetDefect> defects;
  const auto& head = sheet.rows.front();
  for (std::size_t column = 0; column < head.cells.size(); ++column) {
    const std::string heading{domain::without_outer_spaces(head.cells[column])};
    if (heading.empty()) continue;
    const auto place = cell_place(sheet.name, head.number, column);
    const auto field = std::ranges::find_if(
        fields, [&](const domain::FieldRule& rule) { return heading == rule.title_zh || heading == rule.name; });
    if (field == fields.end()) {
      defects.push_back({place, "不认识的列“" + heading + "”，请使用最新模板", "unknown column \"" + heading +
                                                                           "\": take the newest template"});
      continue;
    }
    auto& found = matched.column_of[static_cast<std::size_t>(field - fields.begin())];
    if (found) {
      defects.push_back({place, "列“" + heading + "”出现两次，请删去一列", "column \"" + heading + "\" stands twice"});
    }
    found = column;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].required || matched.column_of[i]) continue;
    const std::string title{fields[i].title_zh};
    const std::string name{fields[i].name};
    defects.push_back({cell_place(sheet.name, head.number, head.cells.size()), "缺少必填列“" + title + "”",
                       "the required column " + name + " is missing"});
  }
  if (!defects.empty()) return defects;
  return matched;
}

}  // namespace quaywatt::server
