#include "domain/emissions/engine_factors.h"

#include <algorithm>
#include <limits>
#include <set>

namespace quaywatt::domain {
namespace {

struct FuelInMix {
  EngineFuel fuel{};
  double share = 0;
};

std::vector<FuelInMix> mix_of(const FactorTables& tables, EngineGroup group, Zone zone, EngineType engine) {
  std::vector<FuelInMix> mix;
  for (EngineFuel fuel : all_of<EngineFuel>()) {
    const auto& share = tables.fuel_share[group][zone][engine][fuel];
    if (share && share->value > 0) mix.push_back({fuel, share->value});
  }
  return mix;
}

const FuelRate* rate_of(const std::vector<FuelRate>& rates, int built) {
  const auto found = std::find_if(rates.begin(), rates.end(), [built](const FuelRate& rate) {
    return rate.built_from <= built && built <= rate.built_until;
  });
  return found == rates.end() ? nullptr : &*found;
}

void add(FuelBoundFactor& sum, bool load_dependent, double fixed, double burnt) {
  sum.fixed += fixed + (load_dependent ? 0 : burnt);
  sum.burnt += load_dependent ? burnt : 0;
}

/// g SO2 per g fuel: sulphur x 2 (SO2 weighs twice its sulphur) x the share that leaves as SO2, unless the fuel has a
/// factor of its own (LNG).
double so2_of_fuel(const FactorTables& tables, EngineFuel fuel, Zone zone) {
  if (const auto& own = tables.so2[fuel]) return own->value;
  return 2 * tables.settings.sulphur_to_so2_share.value * tables.sulphur_percent[fuel][zone]->value / 100;
}

/// g sulphate PM per g fuel: S% x conversion % x weight ratio x 1e-4 (two percentages).
double sulphate_of_fuel(const FactorTables& tables, EngineFuel fuel, Zone zone) {
  return tables.sulphur_percent[fuel][zone]->value * tables.settings.pm_sulphur_to_sulphate_percent.value *
         tables.settings.pm_sulphate_weight_ratio.value * 1e-4;
}

void add_fuel(EngineFactors& sum, const FactorTables& tables, EngineType engine, Zone zone, FuelInMix part,
              const FuelRate& rate) {
  const double burnt = part.share * rate.rate.value;
  const auto& by_engine = tables.pm10_by_engine[engine][part.fuel];
  const ParticulateFactor& particulate = by_engine ? *by_engine : *tables.pm10[part.fuel];
  const double pm10_fixed = part.share * particulate.factor.value;
  const double pm10_burnt = particulate.sulphate_added ? burnt * sulphate_of_fuel(tables, part.fuel, zone) : 0;
  const double pm2_5_share = tables.settings.pm2_5_share_of_pm10.value;
  add(sum.fuel_g_kwh, rate.load_dependent, 0, burnt);
  add(sum.co2_g_kwh, rate.load_dependent, 0, burnt * tables.co2[part.fuel]->value);
  add(sum.so2_g_kwh, rate.load_dependent, 0, burnt * so2_of_fuel(tables, part.fuel, zone));
  add(sum.pm10_g_kwh, rate.load_dependent, pm10_fixed, pm10_burnt);
  add(sum.pm2_5_g_kwh, rate.load_dependent, pm2_5_share * pm10_fixed, pm2_5_share * pm10_burnt);
}

By<Tier, std::optional<double>> mixed_nox(const FactorTables& tables, EngineGroup group, EngineType engine,
                                          const std::vector<FuelInMix>& mix) {
  By<Tier, std::optional<double>> nox;
  for (Tier tier : all_of<Tier>()) {
    double sum = 0;
    bool complete = true;
    for (const FuelInMix& part : mix) {
      const auto& factor = tables.nox[group][engine][part.fuel][tier];
      if (factor) sum += part.share * factor->value;
      complete &= factor.has_value();
    }
    if (complete) nox[tier] = sum;
  }
  return nox;
}

/// The first years of all eras of all fuels of the mix.
std::set<int> era_starts(const FactorTables& tables, EngineGroup group, EngineType engine,
                         const std::vector<FuelInMix>& mix) {
  std::set<int> starts;
  for (const FuelInMix& part : mix)
    for (const FuelRate& rate : tables.fuel_rates[group][engine][part.fuel]) {
      starts.insert(rate.built_from);
      if (rate.built_until != std::numeric_limits<int>::max()) starts.insert(rate.built_until + 1);
    }
  return starts;
}

}  // namespace

double fuel_curve(double load) { return 0.455 * load * load - 0.710 * load + 1.280; }

std::vector<EngineEra> resolve_engine(const FactorTables& tables, EngineGroup group, Zone zone, EngineType engine) {
  const std::vector<FuelInMix> mix = mix_of(tables, group, zone, engine);
  std::vector<EngineEra> eras;
  if (mix.empty()) return eras;
  EngineFactors shared;
  shared.nox_g_kwh = mixed_nox(tables, group, engine, mix);
  shared.hc_g_kwh = tables.hc[group][engine]->value;
  shared.co_g_kwh = tables.co[group][engine]->value;
  const std::set<int> starts = era_starts(tables, group, engine, mix);
  for (auto start = starts.begin(); start != starts.end(); ++start) {
    const int until = std::next(start) == starts.end() ? std::numeric_limits<int>::max() : *std::next(start) - 1;
    EngineEra era{*start, until, shared};
    bool complete = true;
    for (const FuelInMix& part : mix) {
      const FuelRate* rate = rate_of(tables.fuel_rates[group][engine][part.fuel], *start);
      complete &= rate != nullptr;
      if (rate) add_fuel(era.factors, tables, engine, zone, part, *rate);
    }
    if (complete) eras.push_back(era);
  }
  return eras;
}

}  // namespace quaywatt::domain
