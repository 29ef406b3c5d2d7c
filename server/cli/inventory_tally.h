#pragma once
// Adds the rows of a run to its totals, finding the cell of a row without building its key each time.

#include <string>
#include <unordered_map>
#include <vector>

#include "domain/emissions/activity_method.h"
#include "domain/emissions/inventory_totals.h"
#include "server/cli/inventory_row.h"

namespace quaywatt::server {

class InventoryTally {
 public:
  InventoryTally(const domain::FactorSet& factors, domain::InventoryIdentity identity);

  /// False when there are more cells than domain::kMaxTotalsCells.
  bool add(const ActivityRow& row, const domain::ActivityResult& result);
  void refuse() { ++totals_.refused_rows; }

  const domain::InventoryTotals& totals() const { return totals_; }

 private:
  /// The cells of one year and waterway by ship class and mode; null until used.
  using Block = std::vector<domain::By<domain::Mode, domain::TotalsCell*>>;

  Block& block_of(std::optional<int> year, std::string_view waterway);
  domain::TotalsCell* new_cell(const ActivityRow& row, domain::Mode mode);

  const domain::FactorSet& factors_;
  domain::InventoryTotals totals_;
  std::unordered_map<std::string, Block> blocks_;
  std::optional<int> last_year_;
  std::string last_waterway_;
  Block* last_block_ = nullptr;
};

}  // namespace quaywatt::server
