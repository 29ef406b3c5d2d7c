#pragma once
// From the JSON of a request to a struct that cannot be wrong, by the rules the ledger itself is written by
// (schema/wire/field_rules.h). A field nobody knows is refused: it is a mistake somebody would not notice.

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/wire/field_reader.h"
#include "schema/wire/line_fields.h"

namespace quaywatt::agent {

inline constexpr std::size_t kBodyMaxBytes = 64 * 1024;
inline constexpr int kBodyMaxDepth = 6;

namespace described {
using wire::describe;
template <typename F, typename T>
concept Described = requires(F& f, T& value) { describe(f, value); };
template <typename F, typename T>
void visit(F& f, T& value) {
  describe(f, value);
}
}  // namespace described

/// Follows a description over an object that was read already and names the first member it does not mention.
class UnknownFieldFinder {
 public:
  UnknownFieldFinder(const wire::JsonNode& object, std::string path) : object_(object), path_(std::move(path)) {}

  template <typename T, typename... Rule>
  void required(std::string_view name, T& value, const Rule&...) {
    known_.push_back(name);
    if (const wire::JsonNode* node = object_.find(name)) look_into(*node, value, wire::pointer_to(path_, name));
  }
  template <typename T, typename... Rule>
  void optional(std::string_view name, std::optional<T>& value, const Rule&...) {
    T inner = value ? *value : T{};
    required(name, inner);
  }
  template <typename T, typename... Rule>
  void optional(std::string_view name, T& value, const Rule&...) {
    required(name, value);
  }
  void demand(bool, std::string_view, std::string_view) {}
  bool sound() const { return true; }

  /// JSON pointer of the unknown member; empty: there is none.
  std::string unknown() const {
    if (!inner_.empty()) return inner_;
    for (const auto& name : object_.names) {
      if (std::ranges::find(known_, name) == known_.end()) return wire::pointer_to(path_, name);
    }
    return {};
  }

 private:
  template <typename T>
  void look_into(const wire::JsonNode& node, T& value, const std::string& path) {
    if constexpr (described::Described<UnknownFieldFinder, T>) {
      UnknownFieldFinder inside(node, path);
      described::visit(inside, value);
      if (inner_.empty()) inner_ = inside.unknown();
    }
  }
  template <typename T>
  void look_into(const wire::JsonNode& node, std::vector<T>& values, const std::string& path) {
    for (std::size_t i = 0; i < node.items.size() && i < values.size(); ++i) {
      look_into(node.items[i], values[i], wire::pointer_to(path, std::to_string(i)));
    }
  }

  const wire::JsonNode& object_;
  std::string path_;
  std::vector<std::string_view> known_;
  std::string inner_;
};

template <typename T>
std::variant<T, wire::Defect> read_body(std::string_view text) {
  const auto parsed = wire::parse_json(text, kBodyMaxDepth);
  if (const auto* defect = std::get_if<wire::Defect>(&parsed)) return *defect;
  const auto& object = std::get<wire::JsonNode>(parsed);
  if (object.type != wire::JsonNode::Type::object) {
    return wire::Defect{"wrong_type", "", "应为对象 / an object is wanted here"};
  }
  T value;
  wire::FieldContext context;
  wire::FieldReader reader(object, context);
  described::visit(reader, value);
  if (context.defect) return *context.defect;
  UnknownFieldFinder finder(object, "");
  described::visit(finder, value);
  if (const std::string unknown = finder.unknown(); !unknown.empty()) {
    return wire::Defect{"unknown_field", unknown, "没有这个字段 / there is no such field"};
  }
  return value;
}

/// A field with a default: left out, the value stays as it is.
template <typename F, typename T, typename... Rule>
void with_default(F& f, std::string_view name, T& value, const Rule&... rule) {
  std::optional<T> given;
  f.optional(name, given, rule...);
  if (given) value = *given;
}

/// People's clocks have zones: any RFC 3339 instant with Z or an offset (fault C5). Left out: now.
template <typename F>
void zoned_instant(F& f, std::string_view name, std::optional<domain::Instant>& value) {
  std::string text;
  f.optional(name, text, wire::Text{40});
  if (text.empty()) return;
  value = domain::parse_instant(text);
  f.demand(value && wire::is_writable(*value), name,
           "时刻须带时区，如 2025-03-01T08:00:00+08:00 / an instant with its zone is wanted here");
}

}  // namespace quaywatt::agent
