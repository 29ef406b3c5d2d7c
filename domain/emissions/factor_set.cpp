#include "domain/emissions/factor_set.h"

#include <utility>

namespace quaywatt::domain {

FactorSet::FactorSet(FactorTables tables, std::string sha256) : tables_(std::move(tables)), sha256_(std::move(sha256)) {
  for (Zone zone : all_of<Zone>()) {
    for (EngineGroup group : all_of<EngineGroup>())
      for (EngineType engine : all_of<EngineType>())
        engines_[group][zone][engine] = resolve_engine(tables_, group, zone, engine);
    const auto& sulphur = tables_.low_load_sulphur_percent[zone];
    low_load_[zone] = LowLoad(tables_.low_load, sulphur ? sulphur->value : 0);
  }
}

std::optional<ShipClassIndex> FactorSet::find_ship_class(std::string_view ship_type) const {
  for (std::size_t i = 0; i < tables_.ship_classes.size(); ++i)
    if (tables_.ship_classes[i].ship_type == ship_type) return static_cast<ShipClassIndex>(i);
  return std::nullopt;
}

const LoadBin* FactorSet::find_bin(ShipClassIndex ship_class, double size) const {
  for (const LoadBin& bin : tables_.ship_classes[ship_class].bins)
    if (bin.size_min <= size && size < bin.size_max) return &bin;
  return nullptr;
}

const EngineFactors* FactorSet::find_engine(EngineGroup group, Zone zone, EngineType engine, int built) const {
  for (const EngineEra& era : engines_[group][zone][engine])
    if (era.built_from <= built && built <= era.built_until) return &era.factors;
  return nullptr;
}

}  // namespace quaywatt::domain
