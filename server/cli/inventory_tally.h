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

  struct Place {
    std::optional<int> year;
    std::string waterway;
    bool operator==(const Place&) const = default;
  };
  struct PlaceView {
    std::optional<int> year;
    std::string_view waterway;
  };
  /// Finds a Place by its view, without making a string for every row.
  struct PlaceHash {
    using is_transparent = void;
    std::size_t operator()(const PlaceView& place) const;
    std::size_t operator()(const Place& place) const { return operator()(PlaceView{place.year, place.waterway}); }
  };
  struct PlaceEqual {
    using is_transparent = void;
    template <typename Left, typename Right>
    bool operator()(const Left& left, const Right& right) const {
      return left.year == right.year && left.waterway == right.waterway;
    }
  };

  Block& block_of(const PlaceView& place);
  domain::TotalsCell* new_cell(const ActivityRow& row, domain::Mode mode);

  const domain::FactorSet& factors_;
  domain::InventoryTotals totals_;
  std::unordered_map<Place, Block, PlaceHash, PlaceEqual> blocks_;
};

}  // namespace quaywatt::server
