#include <cmath>

#include "domain/emissions/factor_tables.h"

namespace quaywatt::domain {
namespace {

constexpr double kShareTolerance = 1e-9;

std::string words(std::initializer_list<std::string_view> list) {
  std::string text;
  for (std::string_view word : list) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

class HoleFinder {
 public:
  explicit HoleFinder(const FactorTables& tables) : tables_(tables) {}

  std::vector<std::string> find() {
    for (EngineGroup group : all_of<EngineGroup>())
      for (EngineType engine : all_of<EngineType>()) find_in_engine(group, engine);
    find_in_groups();
    find_in_low_load();
    find_in_classes();
    return std::move(holes_);
  }

 private:
  void find_in_engine(EngineGroup group, EngineType engine) {
    bool promised = false;
    for (Zone zone : all_of<Zone>()) {
      double sum = 0;
      bool in_zone = false;
      for (EngineFuel fuel : all_of<EngineFuel>()) {
        const auto& share = tables_.fuel_share[group][zone][engine][fuel];
        if (!share) continue;
        in_zone = true;
        sum += share->value;
        if (share->value > 0) find_in_fuel(group, zone, engine, fuel);
      }
      if (in_zone && std::abs(sum - 1) > kShareTolerance)
        miss({"fuel_mix:", word_of(group), word_of(zone), word_of(engine), "shares do not add up to 1"});
      promised_[group][zone] |= in_zone;
      promised |= in_zone;
    }
    if (!promised) return;
    if (!tables_.hc[group][engine]) miss({"hc:", word_of(group), word_of(engine)});
    if (!tables_.co[group][engine]) miss({"co:", word_of(group), word_of(engine)});
  }

  void find_in_fuel(EngineGroup group, Zone zone, EngineType engine, EngineFuel fuel) {
    for (Tier tier : tiers_of(engine))
      if (!tables_.nox[group][engine][fuel][tier])
        miss({"nox:", word_of(group), word_of(engine), word_of(fuel), word_of(tier)});
    if (tables_.fuel_rates[group][engine][fuel].empty())
      miss({"bsfc:", word_of(group), word_of(engine), word_of(fuel)});
    if (!tables_.co2[fuel]) miss({"co2:", word_of(fuel)});
    const auto& particulate = tables_.pm10_by_engine[engine][fuel] ? tables_.pm10_by_engine[engine][fuel]
                                                                   : tables_.pm10[fuel];
    if (!particulate) miss({"pm10:", word_of(engine), word_of(fuel)});
    const bool needs_sulphur = !tables_.so2[fuel] || (particulate && particulate->sulphate_added);
    if (needs_sulphur && !tables_.sulphur_percent[fuel][zone]) miss({"sulphur:", word_of(fuel), word_of(zone)});
  }

  std::vector<Tier> tiers_of(EngineType engine) const {
    if (!is_tiered(engine)) return {Tier::t0};
    std::vector<Tier> tiers{Tier::t0, Tier::t1, Tier::t2, Tier::t3};
    if (tables_.settings.tier_rule == TierRule::gb_15097) tiers.insert(tiers.end(), {Tier::gb1, Tier::gb2});
    return tiers;
  }

  void find_in_groups() {
    for (EngineGroup group : all_of<EngineGroup>())
      for (Zone zone : all_of<Zone>())
        if (!promised_[group][zone]) miss({"fuel_mix:", word_of(group), word_of(zone), "no engine at all"});
    for (Tier tier : {Tier::t1, Tier::t2, Tier::t3})
      if (!tables_.nox_limits[tier]) miss({"nox_limits:", word_of(tier)});
  }

  void find_in_low_load() {
    const auto& so2 = tables_.low_load[Pollutant::so2];
    if (!so2 || !so2->of_sulphur) return;
    for (Zone zone : all_of<Zone>())
      if (!tables_.low_load_sulphur_percent[zone]) miss({"sulphur:", "low_load", word_of(zone)});
  }

  void find_in_classes() {
    if (tables_.ship_classes.empty()) miss({"load table:", "no ship type"});
    for (const ShipClass& ship : tables_.ship_classes) {
      double edge = 0;
      for (const LoadBin& bin : ship.bins) {
        if (bin.size_min != edge)
          miss({"load table:", ship.ship_type, bin.sub_type, "leaves a gap or overlaps below it"});
        edge = bin.size_max;
      }
      if (std::isfinite(edge) || ship.bins.empty())
        miss({"load table:", ship.ship_type, "ends before the largest ship"});
    }
  }

  void miss(std::initializer_list<std::string_view> key) {
    std::string hole = words(key);
    for (const std::string& known : holes_)
      if (known == hole) return;
    holes_.push_back(std::move(hole));
  }

  const FactorTables& tables_;
  By<EngineGroup, By<Zone, bool>> promised_;
  std::vector<std::string> holes_;
};

}  // namespace

std::vector<std::string> find_holes(const FactorTables& tables) { return HoleFinder(tables).find(); }

}  // namespace quaywatt::domain
