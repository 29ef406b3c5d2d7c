#pragma once
// A factor set small enough to calculate with by hand: one figure for each engine, chosen so that a swapped table or a
// recycled value shows in the result. Figures are invented; the shipped sets are tested in unit/server.

#include "domain/emissions/vessel_particulars.h"

namespace quaywatt::domain {

inline Factor invented(double value) { return {value, {}, {}, {}, "invented for tests"}; }

inline ShipClass ship_class(const std::string& name, SizeUnit unit, std::vector<LoadBin> bins) {
  return {name, unit, std::move(bins)};
}

inline LoadBin bin(const std::string& name, double min, double max, double aux_kw, double boiler_kw) {
  LoadBin bin{name, min, max, {}, {}, "invented for tests"};
  bin.aux_kw.items.fill(aux_kw);
  bin.boiler_kw.items.fill(boiler_kw);
  return bin;
}

inline void add_engine(FactorTables& tables, EngineGroup group, EngineType engine, EngineFuel fuel, double nox_t0,
                       double fuel_g_kwh) {
  // T0..T3 and the GB stages fall in steps of a tenth, so that each tier gives another result.
  for (Tier tier : all_of<Tier>())
    if (is_tiered(engine) || tier == Tier::t0)
      tables.nox[group][engine][fuel][tier] = invented(nox_t0 * (1 - 0.1 * static_cast<double>(index_of(tier))));
  FuelRate rate;
  rate.rate = invented(fuel_g_kwh);
  tables.fuel_rates[group][engine][fuel].push_back(rate);
  tables.hc[group][engine] = invented(0.5);
  tables.co[group][engine] = invented(1.5);
  for (Zone zone : all_of<Zone>()) tables.fuel_share[group][zone][engine][fuel] = invented(1);
}

inline FactorTables small_tables() {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  FactorTables tables;
  tables.name = "small";
  auto& settings = tables.settings;
  settings.sulphur_to_so2_share = invented(1);
  settings.pm_sulphur_to_sulphate_percent = invented(2);
  settings.pm_sulphate_weight_ratio = invented(7);
  settings.pm2_5_share_of_pm10 = invented(0.92);
  settings.margin_sheltered_percent = invented(10);
  settings.margin_open_sea_percent = invented(15);
  settings.valid_from = Date{std::chrono::year{2020}, std::chrono::month{1}, std::chrono::day{1}};
  add_engine(tables, EngineGroup::propulsion, EngineType::msd, EngineFuel::diesel, 13, 200);
  add_engine(tables, EngineGroup::propulsion, EngineType::msd_ed, EngineFuel::diesel, 13, 200);
  add_engine(tables, EngineGroup::propulsion, EngineType::lng, EngineFuel::lng, 1.3, 166);
  add_engine(tables, EngineGroup::auxiliary, EngineType::hsd, EngineFuel::diesel, 11, 220);
  add_engine(tables, EngineGroup::auxiliary, EngineType::msd, EngineFuel::diesel, 14, 220);
  add_engine(tables, EngineGroup::boiler, EngineType::boiler, EngineFuel::diesel, 2, 300);
  tables.co2[EngineFuel::diesel] = invented(3.2);
  tables.co2[EngineFuel::lng] = invented(2.75);
  tables.so2[EngineFuel::lng] = invented(2e-4);
  tables.pm10[EngineFuel::diesel] = ParticulateFactor{true, invented(0.15)};
  tables.pm10_by_engine[EngineType::lng][EngineFuel::lng] = ParticulateFactor{false, invented(0.03)};
  for (Zone zone : all_of<Zone>()) {
    tables.sulphur_percent[EngineFuel::diesel][zone] = invented(0.1);
    tables.low_load_sulphur_percent[zone] = invented(0.1);
  }
  for (Pollutant pollutant : {Pollutant::nox, Pollutant::pm10, Pollutant::pm2_5, Pollutant::hc})
    tables.low_load[pollutant] = LowLoadCurve{false, 0.1, 1.5, 10, "invented for tests"};
  tables.low_load[Pollutant::co] = LowLoadCurve{false, 0.8, 1, 0.15, "invented for tests"};
  tables.low_load[Pollutant::co2] = LowLoadCurve{false, 44.1, 1, 648.6, "invented for tests"};
  tables.low_load[Pollutant::so2] = LowLoadCurve{true, 2.3735, 0, -0.4792, "invented for tests"};
  // MARPOL Annex VI Reg. 13
  tables.nox_limits[Tier::t1] = NoxLimitCurve{17, 45, -0.20, 9.8, "MARPOL"};
  tables.nox_limits[Tier::t2] = NoxLimitCurve{14.4, 44, -0.23, 7.7, "MARPOL"};
  tables.nox_limits[Tier::t3] = NoxLimitCurve{3.4, 9, -0.20, 2, "MARPOL"};
  tables.ship_classes = {
      ship_class("cargo", SizeUnit::deadweight_t,
                 {bin("cargo.small", 0, 5000, 100, 40), bin("cargo.large", 5000, kInfinity, 300, 80)}),
      ship_class("tug", SizeUnit::gross_tonnage, {bin("tug", 0, kInfinity, 50, 0)})};
  return tables;
}

inline FactorSet small_set() { return {small_tables(), std::string(64, '0')}; }

inline VesselParticulars small_cargo() {
  VesselParticulars vessel;
  vessel.ship_class = 0;
  vessel.sizes[SizeUnit::deadweight_t] = 1000;
  vessel.mcr_kw = 1000;
  vessel.built.year = 1990;
  vessel.main_engine = EngineType::msd;
  vessel.aux_engine = EngineType::hsd;
  return vessel;
}

}  // namespace quaywatt::domain
