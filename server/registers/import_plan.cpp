#include "server/registers/import_plan.h"

#include <algorithm>
#include <unordered_map>

#include "server/registers/sheet_columns.h"

namespace quaywatt::server {
namespace {

constexpr char kKeySeparator = '\x1F';  ///< read_field lets no control character into a value

class Planner {
 public:
  Planner(const domain::RegisterKind& kind, const Sheet& sheet, const HeldRegister& held, const HeldKeys& held_keys)
      : kind_(kind), sheet_(sheet), held_(held), held_keys_(held_keys), fields_(sheet_fields(kind)) {}

  std::variant<ImportPlan, ImportDefects> plan() {
    for (const auto& range : sheet_.merged) {
      defect({sheet_.name.empty() ? range : sheet_.name + "!" + range, "有合并单元格，请取消合并后逐行填写",
              "merged cells: unmerge them and fill in every row"});
    }
    auto matched = match_columns(fields_, sheet_);
    if (auto* wrong = std::get_if<std::vector<SheetDefect>>(&matched)) {
      for (auto& one : *wrong) defect(std::move(one));
      return std::move(defects_);
    }
    columns_ = std::get<MatchedColumns>(std::move(matched));
    for (std::size_t i = 1; i < sheet_.rows.size(); ++i) take_row(sheet_.rows[i]);
    if (defects_.count > 0) return std::move(defects_);
    return std::move(plan_);
  }

 private:
  void defect(SheetDefect found) {
    ++defects_.count;
    if (defects_.named.size() < kDefectsNamed) defects_.named.push_back(std::move(found));
  }

  /// The place of a field's cell; of a column the sheet does not have, the row's end.
  std::string place(const SheetRow& row, std::size_t field) const {
    return cell_place(sheet_.name, row.number, columns_.column_of[field].value_or(row.cells.size()));
  }

  std::optional<RegisterVersion> read_row(const SheetRow& row) {
    RegisterVersion version{{}, kFromTheBeginning};
    bool sound = true;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const auto column = columns_.column_of[i];
      const std::string_view text = column && *column < row.cells.size() ? row.cells[*column] : std::string_view{};
      auto read = domain::read_field(fields_[i], text);
      if (const auto* refusal = std::get_if<domain::FieldRefusal>(&read)) {
        const std::string title{fields_[i].title_zh};
        defect({place(row, i), title + "：" + refusal->zh, std::string{fields_[i].name} + ": " + refusal->en});
        sound = false;
      } else if (i < kind_.fields.size()) {
        version.values.push_back(std::get<domain::FieldValue>(std::move(read)));
      } else if (const auto& day = std::get<domain::FieldValue>(read)) {
        version.valid_from = domain::parse_date(*day).value();
      }
    }
    if (!sound) return std::nullopt;
    return version;
  }

  bool refers_to_known(const SheetRow& row, const RegisterVersion& version) {
    bool known = true;
    for (std::size_t i = 0; i < kind_.fields.size(); ++i) {
      const auto& rule = kind_.fields[i];
      if (rule.refers_to.empty() || !version.values[i]) continue;
      const auto& keys = held_keys_.at(rule.refers_to);
      if (std::ranges::binary_search(keys, *version.values[i])) continue;
      const auto* other = domain::register_kind_named(rule.refers_to);
      defect({place(row, i),
              std::string{rule.title_zh} + "“" + *version.values[i] + "”不在" + std::string{other->title_zh} +
                  "登记表中，请先登记",
              std::string{rule.name} + " \"" + *version.values[i] + "\" is not in the register of " +
                  std::string{other->title_en} + ": enter it there first"});
      known = false;
    }
    return known;
  }

  void take_row(const SheetRow& row) {
    auto version = read_row(row);
    if (!version || !refers_to_known(row, *version)) return;
    std::string key = business_key(kind_, *version);
    const auto once = key + kKeySeparator + domain::format_date(version->valid_from);
    if (const auto [seen, fresh] = rows_.try_emplace(once, row.number); !fresh) {
      const auto first = std::to_string(seen->second);
      defect({place(row, 0), "与第" + first + "行重复", "says the same entry as row " + first});
      return;
    }
    take_version(row, key, std::move(*version));
  }

  void take_version(const SheetRow& row, const std::string& key, RegisterVersion version) {
    using Effect = PlannedVersion::Effect;
    const auto entry = held_.find(key);
    if (entry == held_.end()) {
      plan_.versions.push_back({Effect::added, row.number, std::move(version)});
      return;
    }
    const auto& versions = entry->second;
    const auto after = std::ranges::upper_bound(versions, version.valid_from, {}, &RegisterVersion::valid_from);
    const auto* before = after == versions.begin() ? nullptr : &*std::prev(after);
    if (before != nullptr && before->values == version.values) {
      ++plan_.unchanged;
      return;
    }
    const bool same_day = before != nullptr && before->valid_from == version.valid_from;
    plan_.versions.push_back({same_day ? Effect::corrected : Effect::changed, row.number, std::move(version)});
  }

  const domain::RegisterKind& kind_;
  const Sheet& sheet_;
  const HeldRegister& held_;
  const HeldKeys& held_keys_;
  const std::vector<domain::FieldRule> fields_;
  MatchedColumns columns_;
  std::unordered_map<std::string, std::size_t> rows_;
  ImportPlan plan_;
  ImportDefects defects_;
};

}  // namespace

std::string business_key(const domain::RegisterKind& kind, const RegisterVersion& version) {
  std::string key;
  for (std::size_t i = 0; i < kind.key_fields; ++i) {
    if (i > 0) key += kKeySeparator;
    key += *version.values[i];
  }
  return key;
}

std::variant<ImportPlan, ImportDefects> plan_import(const domain::RegisterKind& kind, const Sheet& sheet,
                                                    const HeldRegister& held, const HeldKeys& held_keys) {
  return Planner(kind, sheet, held, held_keys).plan();
}

}  // namespace quaywatt::server
