#pragma once
// Writes the fields of a struct as one JSON object, in the order of its description (`describe`), without white
// space: one value has one spelling. Asks the reader's rules; a breach is the caller's (FieldContext::defect).

#include <array>
#include <concepts>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

#include "domain/units.h"
#include "schema/wire/field_context.h"
#include "schema/wire/field_rules.h"
#include "schema/wire/words.h"

namespace quaywatt::wire {

class FieldWriter {
 public:
  /// Starts an object at the end of `out`; `close` ends it.
  FieldWriter(std::string& out, FieldContext& context) : out_(out), context_(context) { out_ += '{'; }
  void close() { out_ += '}'; }

  template <typename T, typename... Rule>
  void required(std::string_view name, const T& value, const Rule&... rule) {
    start(name);
    const PathStep step(context_, name);
    write(value, rule...);
  }

  template <typename T, typename... Rule>
  void optional(std::string_view name, const std::optional<T>& value, const Rule&... rule) {
    if (value) required(name, *value, rule...);
  }

  template <typename T, typename... Rule>
    requires requires(T sequence) { sequence.front(); }
  void optional(std::string_view name, const T& value, const Rule&... rule) {
    if (!value.empty()) required(name, value, rule...);
  }

  void phases(std::string_view name, const std::array<std::optional<std::int64_t>, 3>& values, const Range& rule);

  void demand(bool holds, std::string_view field, std::string_view text) {
    if (!holds) context_.fail("bad_value", pointer_to("", field), std::string(text));
  }
  bool sound() const { return context_.sound(); }

 private:
  void start(std::string_view name);
  void complain(const Complaint& complaint);

  template <typename Rule>
  void write(const std::string& value, const Rule& rule) {
    complain(complaint_of(value, rule));
    append_json_string(out_, value);
  }

  template <std::integral T>
  void write(const T& value, const Range& rule) {
    const bool fits = std::in_range<std::int64_t>(value);
    complain(complaint_of(fits ? static_cast<std::int64_t>(value) : std::numeric_limits<std::int64_t>::max(), rule));
    out_ += std::to_string(value);
  }

  template <typename Tag>
  void write(const domain::Quantity<Tag>& value, const Range& rule) {
    write(value.value, rule);
  }

  template <typename Enumeration>
    requires std::is_enum_v<Enumeration>
  void write(const Enumeration& value) {
    const std::string_view word = word_of(value);
    if (word.empty()) context_.fail("unknown_word", "", "不认识的取值 / no value of its enumeration");
    append_json_string(out_, word);
  }

  void write(const bool& value) { out_ += value ? "true" : "false"; }
  void write(const domain::Instant& value);
  void write(const domain::Date& value);
  void write(const domain::Millis& value, const Range& rule);
  void write(const domain::Instant& value, const Range& rule);  ///< as milliseconds since 1970
  void write(const domain::LineRef& value);

  template <typename T>
    requires(std::is_class_v<T>)
  void write(const T& value) {
    FieldWriter inside(out_, context_);
    describe(inside, value);
    inside.close();
  }

  template <typename T, typename... Rule>
  void write(const std::vector<T>& values, std::size_t max_items, const Rule&... rule) {
    if (values.size() > max_items) context_.fail("bad_value", "", "项数过多 / too many items");
    out_ += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
      const PathStep step(context_, std::to_string(i));
      if (i > 0) out_ += ',';
      write(values[i], rule...);
    }
    out_ += ']';
  }

  std::string& out_;
  FieldContext& context_;
  bool first_ = true;
};

}  // namespace quaywatt::wire
