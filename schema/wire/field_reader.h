#pragma once
// Takes the fields of a JSON object into a struct, by the same description (`describe`) that the writer follows.
// A field that is optional is left out when it has no value: null, "" and [] are refused. Unknown fields are passed
// over (LINES.md, "Compatibility").

#include <array>
#include <concepts>
#include <type_traits>
#include <vector>

#include "domain/units.h"
#include "schema/wire/field_context.h"
#include "schema/wire/field_rules.h"
#include "schema/wire/words.h"

namespace quaywatt::wire {

class FieldReader {
 public:
  FieldReader(const JsonNode& object, FieldContext& context) : object_(object), context_(context) {}

  template <typename T, typename... Rule>
  void required(std::string_view name, T& value, const Rule&... rule) {
    if (const JsonNode* node = member(name, true)) take(name, *node, value, rule...);
  }

  template <typename T, typename... Rule>
  void optional(std::string_view name, std::optional<T>& value, const Rule&... rule) {
    if (const JsonNode* node = member(name, false)) take(name, *node, value.emplace(), rule...);
  }

  /// Text and lists that may be empty are absent then.
  template <typename T, typename... Rule>
    requires requires(T sequence) { sequence.front(); }
  void optional(std::string_view name, T& value, const Rule&... rule) {
    if (const JsonNode* node = member(name, false)) take(name, *node, value, rule...);
  }

  /// One value a phase, {"a":…,"b":…,"c":…}; absent phases are left out, all absent leaves out the field.
  void phases(std::string_view name, std::array<std::optional<std::int64_t>, 3>& values, const Range& rule);

  void demand(bool holds, std::string_view field, std::string_view text) {
    if (!holds) context_.fail("bad_value", pointer_to("", field), std::string(text));
  }
  bool sound() const { return context_.sound(); }

 private:
  const JsonNode* member(std::string_view name, bool required);
  bool is(const JsonNode& node, JsonNode::Type type, std::string_view wanted);
  void complain(const Complaint& complaint);

  template <typename T, typename... Rule>
  void take(std::string_view name, const JsonNode& node, T& value, const Rule&... rule) {
    const PathStep step(context_, name);
    read(node, value, rule...);
  }

  template <typename Rule>
  void read(const JsonNode& node, std::string& value, const Rule& rule) {
    if (!is(node, JsonNode::Type::text, "文本 / a text")) return;
    complain(complaint_of(node.text, rule));
    value = node.text;
  }

  template <std::integral T>
  void read(const JsonNode& node, T& value, const Range& rule) {
    if (!is(node, JsonNode::Type::integer, "整数 / a whole number")) return;
    const auto complaint = complaint_of(node.integer, rule);
    if (complaint) return complain(complaint);
    value = static_cast<T>(node.integer);
  }

  template <typename Tag>
  void read(const JsonNode& node, domain::Quantity<Tag>& value, const Range& rule) {
    read(node, value.value, rule);
  }

  template <typename Enumeration>
    requires std::is_enum_v<Enumeration>
  void read(const JsonNode& node, Enumeration& value) {
    if (!is(node, JsonNode::Type::text, "文本 / a text")) return;
    const auto known = from_word<Enumeration>(node.text);
    if (!known) return context_.fail("unknown_word", "", "不认识的取值 / not one of the known words");
    value = *known;
  }

  void read(const JsonNode& node, bool& value);
  void read(const JsonNode& node, domain::Instant& value);
  void read(const JsonNode& node, domain::Date& value);
  void read(const JsonNode& node, domain::Millis& value, const Range& rule);
  void read(const JsonNode& node, domain::Instant& value, const Range& rule);  ///< as milliseconds since 1970
  void read(const JsonNode& node, domain::LineRef& value);

  template <typename T>
    requires(std::is_class_v<T>)
  void read(const JsonNode& node, T& value) {
    if (!is(node, JsonNode::Type::object, "对象 / an object")) return;
    FieldReader inside(node, context_);
    describe(inside, value);
  }

  template <typename T, typename... Rule>
  void read(const JsonNode& node, std::vector<T>& values, std::size_t max_items, const Rule&... rule) {
    if (!is(node, JsonNode::Type::list, "列表 / a list")) return;
    complain(complaint_of_size(node.items.size(), max_items));
    for (std::size_t i = 0; i < node.items.size() && context_.sound(); ++i) {
      const PathStep step(context_, std::to_string(i));
      read(node.items[i], values.emplace_back(), rule...);
    }
  }

  static Complaint complaint_of_size(std::size_t size, std::size_t max_items);

  const JsonNode& object_;
  FieldContext& context_;
};

}  // namespace quaywatt::wire
