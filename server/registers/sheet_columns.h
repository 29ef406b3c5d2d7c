#pragma once
// Which column of a sheet is which field, by the Chinese heading of the template or the field's name.

#include <optional>
#include <vector>

#include "domain/registers/register_kind.h"
#include "server/sheets/sheet_writer.h"

namespace quaywatt::server {

/// The fields a sheet of this register has: the kind's, and the first day of a version where it is dated.
std::vector<domain::FieldRule> sheet_fields(const domain::RegisterKind& kind);

/// The template's columns, with their choices.
std::vector<SheetColumn> sheet_columns(const domain::RegisterKind& kind);

struct MatchedColumns {
  std::vector<std::optional<std::size_t>> column_of;  ///< by field; empty: the sheet does not have it
};

/// Everything that is wrong with the headings: unknown, twice, or a required one missing.
std::variant<MatchedColumns, std::vector<SheetDefect>> match_columns(const std::vector<domain::FieldRule>& fields,
                                                                     const Sheet& sheet);

}  // namespace quaywatt::server
