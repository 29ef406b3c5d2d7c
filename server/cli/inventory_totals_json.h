#pragma once
// Totals of an inventory as JSON. Integers are decimal strings, because they pass 2^53. The text depends on the totals
// alone, never on file names, order or partition.

#include <string>
#include <variant>

#include "domain/emissions/inventory_totals.h"

namespace quaywatt::server {

/// A totals file is at most this long: kMaxTotalsCells cells of some 600 bytes.
inline constexpr std::size_t kMaxTotalsBytes = 128U << 20;

std::string write_totals(const domain::InventoryTotals& totals);

/// The totals, or why the text is none (JSON pointer and reason, Chinese / English).
std::variant<domain::InventoryTotals, std::string> read_totals(const std::string& text);

}  // namespace quaywatt::server
