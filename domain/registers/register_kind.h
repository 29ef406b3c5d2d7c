#pragma once
// The registers of the city, each a table of fields: template, import, export, API and store read the same one.

#include <span>
#include <string_view>

#include "domain/registers/field.h"

namespace quaywatt::domain {

struct RegisterKind {
  std::string_view name;        ///< "vessels", as in `quaywatt import vessels FILE`
  std::string_view title_zh;
  std::string_view title_en;
  std::size_t key_fields = 1;   ///< the first so many fields name an entry: the business key of an import
  bool dated = false;           ///< an entry has versions, each from its `valid_from` on
  std::span<const FieldRule> fields;

  std::span<const FieldRule> key() const { return fields.first(key_fields); }
};

/// In an order in which each refers only to earlier ones.
std::span<const RegisterKind> register_kinds();

/// Null when there is no such register.
const RegisterKind* register_kind_named(std::string_view name);

/// The column every dated register has besides its fields. Empty in an import: from the beginning.
const FieldRule& valid_from_field();

}  // namespace quaywatt::domain
