#include "domain/emissions/inventory_totals.h"

namespace quaywatt::domain {
namespace {

template <typename Enum>
void add_each(By<Enum, Int128>& sum, const By<Enum, Int128>& part) {
  for (std::size_t i = 0; i < sum.items.size(); ++i) sum.items[i] += part.items[i];
}

}  // namespace

void TotalsCell::add_row(const GroupEmissions& emissions) {
  ++rows;
  for (Pollutant pollutant : all_of<Pollutant>()) {
    micrograms[pollutant] += round_once(emissions.total(pollutant) * kMicrogramsPerGram);
    propulsion_micrograms[pollutant] +=
        round_once(emissions.grams[EngineGroup::propulsion][pollutant] * kMicrogramsPerGram);
  }
  for (EngineGroup group : all_of<EngineGroup>())
    energy_joules[group] += round_once(emissions.energy_kwh[group] * kJoulesPerKwh);
}

TotalsCell& TotalsCell::operator+=(const TotalsCell& other) {
  rows += other.rows;
  add_each(micrograms, other.micrograms);
  add_each(propulsion_micrograms, other.propulsion_micrograms);
  add_each(energy_joules, other.energy_joules);
  return *this;
}

TotalsCell* InventoryTotals::find_or_add(const TotalsKey& key) {
  const auto found = cells.find(key);
  if (found != cells.end()) return &found->second;
  return cells.size() < kMaxTotalsCells ? &cells[key] : nullptr;
}

std::optional<MergeRefusal> add_totals(InventoryTotals& whole, const InventoryTotals& part) {
  if (const auto difference = find_difference(whole.identity, part.identity))
    return static_cast<MergeRefusal>(index_of(*difference));
  whole.refused_rows += part.refused_rows;
  add_each(whole.assumed_rows, part.assumed_rows);
  for (const auto& [key, cell] : part.cells) {
    TotalsCell* sum = whole.find_or_add(key);
    if (!sum) return MergeRefusal::too_many_cells;
    *sum += cell;
  }
  return std::nullopt;
}

}  // namespace quaywatt::domain
