#include "schema/wire/field_reader.h"

#include "schema/wire/line_codec.h"
#include "schema/wire/phases.h"

namespace quaywatt::wire {

void FieldReader::phases(std::string_view name, std::array<std::optional<std::int64_t>, 3>& values, const Range& rule) {
  const JsonNode* node = member(name, false);
  if (node == nullptr) return;
  const PathStep step(context_, name);
  if (!is(*node, JsonNode::Type::object, "对象 / an object")) return;
  FieldReader inside(*node, context_);
  for (std::size_t i = 0; i < values.size(); ++i) inside.optional(kPhases[i], values[i], rule);
  if (!values[0] && !values[1] && !values[2]) {
    context_.fail("bad_value", "", "没有任何一相,应不写此字段 / holds no phase; leave the field out instead");
  }
}

const JsonNode* FieldReader::member(std::string_view name, bool required) {
  if (!context_.sound()) return nullptr;
  const JsonNode* node = object_.find(name);
  if (node == nullptr && required) {
    context_.fail("missing_field", pointer_to("", name), "缺少字段 / the field is missing");
  }
  return node;
}

bool FieldReader::is(const JsonNode& node, JsonNode::Type type, std::string_view wanted) {
  if (node.type == type) return true;
  context_.fail("wrong_type", "", "应为" + std::string(wanted) + " is wanted here");
  return false;
}

void FieldReader::complain(const Complaint& complaint) {
  if (complaint) context_.fail("bad_value", "", *complaint);
}

void FieldReader::read(const JsonNode& node, bool& value) {
  if (is(node, JsonNode::Type::boolean, " true 或 false / true or false")) value = node.boolean;
}

void FieldReader::read(const JsonNode& node, domain::Instant& value) {
  if (!is(node, JsonNode::Type::text, "时刻文本 / an instant as text")) return;
  const auto instant = read_instant(node.text);
  if (!instant) {
    return context_.fail("bad_value", "", "时刻应如 2025-03-01T08:00:00.000Z / an instant looks like the one shown");
  }
  value = *instant;
}

void FieldReader::read(const JsonNode& node, domain::Date& value) {
  if (!is(node, JsonNode::Type::text, "日期文本 / a date as text")) return;
  const auto date = read_date(node.text);
  if (!date) return context_.fail("bad_value", "", "日期应如 2025-03-01 / a date looks like the one shown");
  value = *date;
}

void FieldReader::read(const JsonNode& node, domain::Millis& value, const Range& rule) {
  std::int64_t count = 0;
  read(node, count, rule);
  value = domain::Millis{count};
}

void FieldReader::read(const JsonNode& node, domain::Instant& value, const Range& rule) {
  domain::Millis since_1970{};
  read(node, since_1970, rule);
  value = domain::Instant{since_1970};
}

void FieldReader::read(const JsonNode& node, domain::LineRef& value) {
  if (!is(node, JsonNode::Type::text, "行号文本 / a line reference as text")) return;
  const auto ref = parse_ref(node.text);
  if (!ref) return context_.fail("bad_value", "", "行号应如 3.17 / a line reference looks like 3.17");
  if (context_.position && *ref >= *context_.position) {
    return context_.fail("forward_reference", "", "只能引用之前的行 / only earlier lines can be referred to");
  }
  value = *ref;
}

Complaint FieldReader::complaint_of_size(std::size_t size, std::size_t max_items) {
  if (size == 0) return "不可为空,没有就不写此字段 / must not be empty; leave the field out instead";
  if (size <= max_items) return std::nullopt;
  const std::string max = std::to_string(max_items);
  return "超过 " + max + " 项 / more than " + max + " items";
}

}  // namespace quaywatt::wire
