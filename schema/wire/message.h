#pragma once
// A whole message - batch header, answer, enrolment - from a struct with a `describe` to JSON and back.
// Every message starts with its version "v".

#include <stdexcept>

#include "schema/wire/field_reader.h"
#include "schema/wire/field_writer.h"

namespace quaywatt::wire {

inline constexpr std::int64_t kMessageVersion = 1;
inline constexpr int kMessageMaxDepth = 8;

/// Throws std::invalid_argument naming the field when a value breaks its rule.
template <typename Message>
std::string encode_message(const Message& message) {
  std::string out;
  FieldContext context;
  FieldWriter f(out, context);
  f.required("v", kMessageVersion, Range{});
  describe(f, message);
  f.close();
  if (context.defect) throw std::invalid_argument("message: " + context.defect->pointer + ": " + context.defect->text);
  return out;
}

/// Fills `message`, which is half filled when a defect comes back.
template <typename Message>
std::optional<Defect> decode_message(std::string_view text, Message& message) {
  const auto parsed = parse_json(text, kMessageMaxDepth);
  if (const auto* defect = std::get_if<Defect>(&parsed)) return *defect;
  const auto& object = std::get<JsonNode>(parsed);
  if (object.type != JsonNode::Type::object) return Defect{"wrong_type", "", "应为对象 / an object is wanted here"};
  FieldContext context;
  FieldReader f(object, context);
  std::int64_t version = 0;
  f.required("v", version, Range{kMessageVersion, kMessageVersion});
  describe(f, message);
  return context.defect;
}

}  // namespace quaywatt::wire
