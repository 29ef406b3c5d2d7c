#include "schema/config/strict_toml.h"

#include <algorithm>

#include "schema/config/parsed_toml.h"

namespace quaywatt::config {

namespace {

const toml::table& empty_table() {
  static const toml::table kEmpty;
  return kEmpty;
}

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

struct TypeName {
  std::string zh, en;
};

TypeName type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: return {"表", "a table"};
    case toml::node_type::array: return {"数组", "an array"};
    case toml::node_type::string: return {"文字", "text"};
    case toml::node_type::integer: return {"整数", "an integer"};
    case toml::node_type::floating_point: return {"小数", "a number with a fraction"};
    case toml::node_type::boolean: return {"true/false", "true or false"};
    default: return {"日期或时间", "a date or time"};
  }
}

void record(State& state, const TableNode& node, std::string_view key, std::string zh, std::string en) {
  const toml::node* value = node.content->get(key);
  const int line = value != nullptr ? line_of(*value) : node.line;
  state.problems.push_back({line, path_of(node, key), std::move(zh), std::move(en)});
}

void record_type(State& state, const TableNode& node, std::string_view key, const TypeName& expected) {
  const TypeName found = type_name(*node.content->get(key));
  record(state, node, key, "应为" + expected.zh + "，却是" + found.zh,
         "expected " + expected.en + ", found " + found.en);
}

std::string shorten(std::string_view value) {
  constexpr std::size_t kShown = 60;
  return value.size() <= kShown ? std::string(value) : std::string(value.substr(0, kShown)) + "…";
}

}  // namespace

bool Table::has(std::string_view key) const { return node_->content->contains(key); }

void Table::refuse_missing(std::string_view key) {
  record(*state_, *node_, key, "缺少此键，请补上", "key is missing, add it");
}

std::optional<std::string> Table::optional_text(std::string_view key) {
  node_->asked.emplace(key);
  const toml::node* value = node_->content->get(key);
  if (value == nullptr) return std::nullopt;
  if (const auto* found = value->as_string()) return found->get();
  record_type(*state_, *node_, key, {"文字", "text"});
  return std::nullopt;
}

std::string Table::text(std::string_view key) {
  if (!has(key)) {
    node_->asked.emplace(key);
    refuse_missing(key);
    return {};
  }
  const auto found = optional_text(key);
  if (found && found->empty()) refuse(key, "不得为空", "must not be empty");
  return found.value_or(std::string());
}

std::string Table::text(std::string_view key, std::string_view fallback) {
  return optional_text(key).value_or(std::string(fallback));
}

std::vector<std::string> Table::texts(std::string_view key) {
  node_->asked.emplace(key);
  const toml::node* value = node_->content->get(key);
  if (value == nullptr) return {};
  const toml::array* items = value->as_array();
  if (items == nullptr) {
    record_type(*state_, *node_, key, {"文字数组", "an array of texts"});
    return {};
  }
  std::vector<std::string> found;
  for (const toml::node& item : *items) {
    if (const auto* text = item.as_string()) {
      found.push_back(text->get());
    } else {
      const TypeName type = type_name(item);
      const std::string place = path_of(*node_, key) + "[" + std::to_string(found.size()) + "]";
      state_->problems.push_back(
          {config::line_of(item), place, "应为文字，却是" + type.zh, "expected text, found " + type.en});
      return {};
    }
  }
  return found;
}

std::optional<std::int64_t> Table::optional_integer(std::string_view key, Range range) {
  node_->asked.emplace(key);
  const toml::node* value = node_->content->get(key);
  if (value == nullptr) return std::nullopt;
  const auto* found = value->as_integer();
  if (found == nullptr) {
    record_type(*state_, *node_, key, {"整数", "an integer"});
    return std::nullopt;
  }
  if (found->get() < range.lowest || found->get() > range.highest) {
    const std::string bounds = std::to_string(range.lowest) + "–" + std::to_string(range.highest);
    refuse(key, "超出范围，应在 " + bounds + " 之内，却是 " + std::to_string(found->get()),
           "out of range, must be " + bounds + ", is " + std::to_string(found->get()));
    return std::nullopt;
  }
  return found->get();
}

std::int64_t Table::integer(std::string_view key, Range range) {
  if (!has(key)) refuse_missing(key);
  return optional_integer(key, range).value_or(range.lowest);
}

std::int64_t Table::integer(std::string_view key, Range range, std::int64_t fallback) {
  return optional_integer(key, range).value_or(fallback);
}

bool Table::boolean(std::string_view key, bool fallback) {
  node_->asked.emplace(key);
  const toml::node* value = node_->content->get(key);
  if (value == nullptr) return fallback;
  if (const auto* found = value->as_boolean()) return found->get();
  record_type(*state_, *node_, key, {"true/false", "true or false"});
  return fallback;
}

std::optional<std::size_t> Table::choice_index(std::string_view key, const std::vector<std::string_view>& words,
                                               bool required) {
  if (required && !has(key)) refuse_missing(key);
  const auto found = optional_text(key);
  if (!found) return std::nullopt;
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == *found) return i;
    list += (i == 0 ? "" : ", ") + std::string(words[i]);
  }
  refuse(key, "不认识 \"" + shorten(*found) + "\"，可选：" + list,
         "does not know \"" + shorten(*found) + "\", one of: " + list);
  return std::nullopt;
}

std::optional<Table> Table::optional_table(std::string_view key) {
  node_->asked.emplace(key);
  const toml::node* value = node_->content->get(key);
  if (value == nullptr) return std::nullopt;
  if (const toml::table* found = value->as_table()) {
    return Table(state_, state_->node_for(*found, path_of(*node_, key), config::line_of(*found)));
  }
  record_type(*state_, *node_, key, {"表", "a table"});
  return std::nullopt;
}

Table Table::table(std::string_view key) {
  if (!has(key)) refuse_missing(key);
  if (const auto found = optional_table(key)) return *found;
  state_->nodes.push_back({&empty_table(), path_of(*node_, key), {}, true, node_->line});
  return Table(state_, &state_->nodes.back());
}

std::vector<Table> Table::tables(std::string_view key) {
  node_->asked.emplace(key);
  const toml::node* value = node_->content->get(key);
  if (value == nullptr) return {};
  const toml::array* items = value->as_array();
  const bool tables_only = items != nullptr && std::all_of(items->begin(), items->end(), [](const toml::node& item) {
    return item.is_table();
  });
  if (!tables_only) {
    record(*state_, *node_, key, "应为若干个表：请写 [[" + std::string(key) + "]]",
           "expected tables: write [[" + std::string(key) + "]]");
    return {};
  }
  std::vector<Table> found;
  for (const toml::node& item : *items) {
    const std::string path = path_of(*node_, key) + "[" + std::to_string(found.size()) + "]";
    found.push_back(Table(state_, state_->node_for(*item.as_table(), path, config::line_of(item))));
  }
  return found;
}

void Table::allow(std::string_view key) { node_->asked.emplace(key); }

void Table::allow_rest() { node_->rest_allowed = true; }

void Table::refuse(std::string_view key, std::string zh, std::string en) {
  record(*state_, *node_, key, std::move(zh), std::move(en));
}

std::filesystem::path Table::folder() const { return std::filesystem::path(state_->file_name).parent_path(); }

int Table::line_of(std::string_view key) const {
  const toml::node* value = node_->content->get(key);
  return value != nullptr ? config::line_of(*value) : node_->line;
}

}  // namespace quaywatt::config
