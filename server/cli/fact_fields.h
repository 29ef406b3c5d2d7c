#pragma once
// Reads the members of one JSON object into types, remembering the first thing that is wrong and every member that
// nobody asked for.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/rules/names.h"
#include "domain/time/instant.h"
#include "server/cli/case_json.h"

namespace quaywatt::server {

/// Of one case, across all its objects.
struct ReadingNotes {
  std::optional<InputFault> fault;        ///< the first; later ones may follow from it
  std::vector<std::string> unknown_members;  ///< JSON pointers

  void refuse(std::string pointer, std::string message);
};

/// A whole number's bounds, both inclusive.
struct Bounds {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// After a fault the getters give placeholders; ask `notes.fault` before using what was read.
class FactFields {
 public:
  /// `value` that is no object is a fault. Borrows all three.
  FactFields(const nlohmann::json& value, std::string pointer, ReadingNotes& notes);
  FactFields(const FactFields&) = delete;
  FactFields& operator=(const FactFields&) = delete;
  ~FactFields();  ///< notes the members nobody asked for

  /// Null and absent are nullopt.
  template <typename Enum>
  std::optional<Enum> optional_name(const char* key);
  template <typename Enum>
  Enum name(const char* key);
  std::optional<domain::Instant> optional_instant(const char* key);
  domain::Instant instant(const char* key);
  std::optional<domain::Date> optional_date(const char* key);
  std::optional<bool> optional_flag(const char* key);
  bool flag(const char* key);
  std::optional<std::int64_t> optional_whole(const char* key, Bounds bounds);
  std::int64_t whole(const char* key, Bounds bounds);
  std::optional<std::string> optional_text(const char* key);

  /// Null for "there is none"; an absent member is a fault, for its absence would say the same by mistake.
  const nlohmann::json* object_or_none(const char* key);
  const nlohmann::json& object(const char* key);
  const nlohmann::json& array(const char* key, std::size_t most);

  std::string pointer_to(const char* key) const { return step_into(pointer_, key); }
  void refuse(const char* key, std::string message) { notes_.refuse(pointer_to(key), std::move(message)); }

 private:
  const nlohmann::json* find(const char* key);
  const nlohmann::json* find_known(const char* key);  ///< as `find`; null is as good as absent
  void refuse_missing(const char* key);

  const nlohmann::json* object_ = nullptr;
  std::string pointer_;
  ReadingNotes& notes_;
  std::vector<std::string_view> asked_;
};

/// "„x“ 不是…，可用: a、b / ... one of: a, b"
std::string unknown_name_message(const nlohmann::json& given, const std::vector<std::string_view>& known);

template <typename Enum>
std::optional<Enum> FactFields::optional_name(const char* key) {
  const auto* value = find_known(key);
  if (!value) return std::nullopt;
  if (value->is_string()) {
    if (const auto parsed = domain::parse_name<Enum>(value->get_ref<const std::string&>())) return parsed;
  }
  std::vector<std::string_view> known;
  for (const auto& named : domain::names_of<Enum>()) known.push_back(named.name);
  refuse(key, unknown_name_message(*value, known));
  return std::nullopt;
}

template <typename Enum>
Enum FactFields::name(const char* key) {
  const auto value = optional_name<Enum>(key);
  if (!value) refuse_missing(key);
  return value.value_or(Enum{});
}

}  // namespace quaywatt::server
