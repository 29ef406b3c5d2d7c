#pragma once
// Totals of an inventory as integers, by year, ship type, mode and waterway. Adding is exact, so the totals of any
// partition of the rows, added in any order, equal those of the whole bit for bit.

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>

#include "domain/emissions/exact_sum.h"
#include "domain/emissions/group_emissions.h"
#include "domain/emissions/inventory_identity.h"

namespace quaywatt::domain {

/// More cells than this are a mistake in the waterway column, not an inventory.
inline constexpr std::size_t kMaxTotalsCells = 100'000;

struct TotalsKey {
  std::string year;      ///< "2025", empty when the rows carry no year
  std::string ship_type;
  Mode mode = Mode::transit;
  std::string waterway;  ///< empty when the rows carry none
  auto operator<=>(const TotalsKey&) const = default;
};

struct TotalsCell {
  Int128 rows = 0;
  By<Pollutant, Int128> micrograms;             ///< all engines
  By<Pollutant, Int128> propulsion_micrograms;
  By<EngineGroup, Int128> energy_joules;

  /// Rounds each contribution of one row once and adds it.
  void add_row(const GroupEmissions& emissions);
  TotalsCell& operator+=(const TotalsCell& other);
  bool operator==(const TotalsCell&) const = default;
};

struct InventoryTotals {
  InventoryIdentity identity;
  Int128 refused_rows = 0;
  By<Assumption, Int128> assumed_rows;          ///< rows that rest on each assumption
  std::map<TotalsKey, TotalsCell> cells;

  /// The cell of `key`, made when new; null when there are kMaxTotalsCells already. Pointers stay valid.
  TotalsCell* find_or_add(const TotalsKey& key);
  bool operator==(const InventoryTotals&) const = default;
};

enum class MergeRefusal : std::uint8_t { unlike_method, unlike_scope, unlike_factor_set, too_many_cells };

/// Adds `part` to `whole`; refused when they are not alike, and then `whole` is unchanged unless too_many_cells.
std::optional<MergeRefusal> add_totals(InventoryTotals& whole, const InventoryTotals& part);

}  // namespace quaywatt::domain
