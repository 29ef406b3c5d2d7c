#include "server/cli/inventory_tally.h"

namespace quaywatt::server {
namespace {

std::string year_text(std::optional<int> year) { return year ? std::to_string(*year) : std::string(); }

}  // namespace

InventoryTally::InventoryTally(const domain::FactorSet& factors, domain::InventoryIdentity identity)
    : factors_(factors) {
  totals_.identity = std::move(identity);
}

bool InventoryTally::add(const ActivityRow& row, const domain::ActivityResult& result) {
  if (!result.assumptions.empty())
    for (domain::Assumption assumption : domain::all_of<domain::Assumption>())
      if (result.assumptions.has(assumption)) ++totals_.assumed_rows[assumption];
  Block& block = block_of({row.interval.year, row.waterway});
  domain::TotalsCell*& cell = block[row.interval.vessel.ship_class][result.mode];
  if (!cell) cell = new_cell(row, result.mode);
  if (!cell) return false;
  cell->add_row(result.emissions);
  return true;
}

std::size_t InventoryTally::PlaceHash::operator()(const PlaceView& place) const {
  return std::hash<std::string_view>{}(place.waterway) + static_cast<std::size_t>(place.year.value_or(0));
}

InventoryTally::Block& InventoryTally::block_of(const PlaceView& place) {
  const auto found = blocks_.find(place);
  if (found != blocks_.end()) return found->second;
  Block& block = blocks_[Place{place.year, std::string(place.waterway)}];
  block.resize(factors_.ship_classes().size());
  return block;
}

domain::TotalsCell* InventoryTally::new_cell(const ActivityRow& row, domain::Mode mode) {
  return totals_.find_or_add({year_text(row.interval.year),
                              factors_.ship_classes()[row.interval.vessel.ship_class].ship_type, mode,
                              std::string(row.waterway)});
}

}  // namespace quaywatt::server
