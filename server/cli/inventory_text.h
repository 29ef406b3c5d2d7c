#pragma once
// What the inventory command says to people, in Chinese and English.

#include <string>
#include <string_view>

#include "domain/emissions/inventory_totals.h"
#include "server/cli/inventory_row.h"

namespace quaywatt::server {

/// `text` fit for a terminal: cut to RowFault::kMaxShownBytes, control characters as '?'.
std::string shown(std::string_view text);

bool is_utf8(std::string_view text);

/// "mcr_kw \"abc\": 不是有限数字 / is not a finite number"; without column, the reason alone.
std::string describe(const RowFault& fault);

/// "方法不同 / another method" and so on.
std::string describe(domain::MergeRefusal refusal);

}  // namespace quaywatt::server
