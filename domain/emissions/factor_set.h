#pragma once
// A sealed factor set: complete, immutable, named by the hash of its contents. Every result names that hash.

#include <string>
#include <string_view>
#include <vector>

#include "domain/emissions/engine_factors.h"
#include "domain/emissions/factor_tables.h"
#include "domain/emissions/low_load.h"

namespace quaywatt::domain {

struct FactorSetId {
  std::string name;
  std::string sha256;  ///< 64 lower-case hex digits over the canonical contents
  bool operator==(const FactorSetId&) const = default;
};

/// Where a ship type lies in FactorSet::ship_classes().
using ShipClassIndex = std::uint16_t;

class FactorSet {
 public:
  /// `tables` must have no holes (find_holes) and `sha256` must be the hash of what they were read from.
  FactorSet(FactorTables tables, std::string sha256);

  FactorSetId id() const { return {tables_.name, sha256_}; }
  const FactorTables& tables() const { return tables_; }
  const FactorSettings& settings() const { return tables_.settings; }
  const std::vector<ShipClass>& ship_classes() const { return tables_.ship_classes; }

  std::optional<ShipClassIndex> find_ship_class(std::string_view ship_type) const;

  /// The bin that holds `size`; null when size is negative or NaN.
  const LoadBin* find_bin(ShipClassIndex ship_class, double size) const;

  /// Factors of an engine built in `built`; null when the set has none. The pointer lives as long as the set.
  const EngineFactors* find_engine(EngineGroup group, Zone zone, EngineType engine, int built) const;

  const LowLoad& low_load(Zone zone) const { return low_load_[zone]; }

 private:
  FactorTables tables_;
  std::string sha256_;
  By<EngineGroup, By<Zone, By<EngineType, std::vector<EngineEra>>>> engines_;
  By<Zone, LowLoad> low_load_;
};

}  // namespace quaywatt::domain
