#include "server/cli/fact_fields.h"

#include <algorithm>
#include <cmath>

namespace quaywatt::server {
namespace {

using nlohmann::json;

constexpr std::size_t kShownMaxBytes = 60;

/// The value as JSON, cut at a character's edge when it is long.
std::string shown(const json& value) {
  std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
  if (text.size() <= kShownMaxBytes) return text;
  std::size_t cut = kShownMaxBytes;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + "…";
}

/// 18000.0 and 18e3 are whole; 1.5 and what a double cannot hold exactly are not.
std::optional<std::int64_t> whole_of(const json& value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) return {};
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_number_float()) return {};
  const double number = value.get<double>();
  if (std::trunc(number) != number || std::abs(number) > kExact) return {};
  return static_cast<std::int64_t>(number);
}

}  // namespace

void ReadingNotes::refuse(std::string pointer, std::string message) {
  if (!fault) fault = InputFault{std::move(pointer), std::move(message)};
}

std::string unknown_name_message(const json& given, const std::vector<std::string_view>& known) {
  std::string list;
  for (const auto name : known) {
    if (!list.empty()) list += ", ";
    list += name;
  }
  return "取值 " + shown(given) + " 不在列表中，可用：" + list + " / " + shown(given) + " is none of: " + list;
}

FactFields::FactFields(const json& value, std::string pointer, ReadingNotes& notes)
    : pointer_(std::move(pointer)), notes_(notes) {
  if (value.is_object()) {
    object_ = &value;
  } else {
    notes_.refuse(pointer_, "应为对象 / must be an object, not " + shown(value));
  }
}

FactFields::~FactFields() {
  if (!object_) return;
  for (const auto& [key, value] : object_->items()) {
    if (std::ranges::find(asked_, key) == asked_.end()) notes_.unknown_members.push_back(step_into(pointer_, key));
  }
}

const json* FactFields::find(const char* key) {
  asked_.emplace_back(key);
  if (!object_) return nullptr;
  const auto found = object_->find(key);
  return found == object_->end() ? nullptr : &*found;
}

const json* FactFields::find_known(const char* key) {
  const auto* value = find(key);
  return value && !value->is_null() ? value : nullptr;
}

void FactFields::refuse_missing(const char* key) { refuse(key, "缺少必填内容 / is required"); }

std::optional<domain::Instant> FactFields::optional_instant(const char* key) {
  const auto* value = find_known(key);
  if (!value) return std::nullopt;
  if (value->is_string()) {
    if (const auto parsed = domain::parse_instant(value->get_ref<const std::string&>())) return parsed;
  }
  refuse(key, "应为带时区的时间，如 2024-09-10T08:00:00.000+08:00 / must be a time with offset or Z, such as "
              "2024-09-10T08:00:00.000+08:00, not " + shown(*value));
  return std::nullopt;
}

domain::Instant FactFields::instant(const char* key) {
  const auto value = optional_instant(key);
  if (!value) refuse_missing(key);
  return value.value_or(domain::Instant{});
}

std::optional<domain::Date> FactFields::optional_date(const char* key) {
  const auto* value = find_known(key);
  if (!value) return std::nullopt;
  if (value->is_string()) {
    if (const auto parsed = domain::parse_date(value->get_ref<const std::string&>())) return parsed;
  }
  refuse(key, "应为日期，如 2024-09-10 / must be a date such as 2024-09-10, not " + shown(*value));
  return std::nullopt;
}

std::optional<bool> FactFields::optional_flag(const char* key) {
  const auto* value = find_known(key);
  if (!value) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  refuse(key, "应为 true、false 或 null / must be true, false or null, not " + shown(*value));
  return std::nullopt;
}

bool FactFields::flag(const char* key) {
  const auto value = optional_flag(key);
  if (!value) refuse_missing(key);
  return value.value_or(false);
}

std::optional<std::int64_t> FactFields::optional_whole(const char* key, Bounds bounds) {
  const auto* value = find_known(key);
  if (!value) return std::nullopt;
  const auto number = whole_of(*value);
  if (number && *number >= bounds.least && *number <= bounds.most) return number;
  const std::string range = std::to_string(bounds.least) + "–" + std::to_string(bounds.most);
  refuse(key, "应为 " + range + " 的整数 / must be a whole number of " + range + ", not " + shown(*value));
  return std::nullopt;
}

std::int64_t FactFields::whole(const char* key, Bounds bounds) {
  const auto value = optional_whole(key, bounds);
  if (!value) refuse_missing(key);
  return value.value_or(bounds.least);
}

std::optional<std::string> FactFields::optional_text(const char* key) {
  const auto* value = find_known(key);
  if (!value) return std::nullopt;
  if (value->is_string()) return value->get<std::string>();
  refuse(key, "应为文本 / must be text, not " + shown(*value));
  return std::nullopt;
}

const json* FactFields::object_or_none(const char* key) {
  const auto* value = find(key);
  if (!value) refuse(key, "缺少；没有时请写 null / is missing; write null for none");
  return value && !value->is_null() ? value : nullptr;
}

const json& FactFields::object(const char* key) {
  static const json kEmpty = json::object();
  const auto* value = find_known(key);
  if (value) return *value;
  refuse_missing(key);
  return kEmpty;
}

const json& FactFields::array(const char* key, std::size_t most) {
  static const json kEmpty = json::array();
  const auto* value = find(key);
  if (!value) {
    refuse(key, "缺少；没有时请写 [] / is missing; write [] for none");
  } else if (!value->is_array()) {
    refuse(key, "应为数组 / must be an array, not " + shown(*value));
  } else if (value->size() > most) {
    const std::string limit = std::to_string(most);
    refuse(key, "超过" + limit + "项 / holds more than " + limit + " items");
  } else {
    return *value;
  }
  return kEmpty;
}

}  // namespace quaywatt::server
