// Tables of fuels: consumption, mix, sulphur, CO2 and SO2 by mass of fuel.

#include <algorithm>
#include <limits>

#include "server/factors/factor_tables_reader.h"
#include "server/factors/factor_rows.h"

namespace quaywatt::server {

using namespace domain;  // NOLINT: the vocabulary of factor tables is the domain's

namespace {

// Plausible ranges, see emission_tables_reader.cpp.
constexpr Quantity kFuelRate{"g/kWh", 100, 500};
constexpr Quantity kCo2{"g/g fuel", 2, 3.5};
constexpr Quantity kSo2{"g/g fuel", 0, 0.07};
constexpr Quantity kSulphur{"%", 0, 4.5};

void read_by_fuel(const FactorFile& file, const Quantity& quantity, By<EngineFuel, std::optional<Factor>>& table,
                  FactorFaults& faults) {
  UniqueKeys keys;
  const FactorCsv csv(file, with_tail({"fuel"}), faults);
  for (const FactorRow& row : csv.rows()) {
    const auto fuel = row.word<EngineFuel>("fuel");
    const auto factor = read_factor(row, quantity);
    if (fuel && factor && keys.add(row, std::string(word_of(*fuel)))) table[*fuel] = *factor;
  }
}

}  // namespace

void read_fuel_rates(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  const auto columns =
      with_tail({"engine_group", "engine_type", "fuel", "built_from", "built_until", "load_dependent"});
  const FactorCsv csv(file, columns, faults);
  for (const FactorRow& row : csv.rows()) {
    const auto group = row.word<EngineGroup>("engine_group");
    const auto engine = row.word<EngineType>("engine_type");
    const auto fuel = row.word<EngineFuel>("fuel");
    const auto from = row.year_or("built_from", std::numeric_limits<int>::min());
    const auto until = row.year_or("built_until", std::numeric_limits<int>::max());
    const auto load_dependent = row.yes_no("load_dependent");
    const auto factor = read_factor(row, kFuelRate);
    if (!group || !engine || !fuel || !from || !until || !load_dependent || !factor) continue;
    auto& rates = tables.fuel_rates[*group][*engine][*fuel];
    const bool overlaps = *until < *from || std::any_of(rates.begin(), rates.end(), [&](const FuelRate& known) {
      return known.built_from <= *until && *from <= known.built_until;
    });
    if (overlaps) {
      row.fault("years of build repeat or run backwards (" +
                    key_of({word_of(*group), word_of(*engine), word_of(*fuel)}) + ")",
                "建造年份重复或倒置");
      continue;
    }
    rates.push_back({*from, *until, *load_dependent, *factor});
  }
}

void read_fuel_mix(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  UniqueKeys keys;
  const FactorCsv csv(file, with_tail({"engine_group", "zone", "engine_type", "fuel"}), faults);
  for (const FactorRow& row : csv.rows()) {
    const auto group = row.word<EngineGroup>("engine_group");
    const auto zone = row.word<Zone>("zone");
    const auto engine = row.word<EngineType>("engine_type");
    const auto fuel = row.word<EngineFuel>("fuel");
    const auto factor = read_factor(row, kShare);
    if (!group || !zone || !engine || !fuel || !factor) continue;
    if (keys.add(row, key_of({word_of(*group), word_of(*zone), word_of(*engine), word_of(*fuel)})))
      tables.fuel_share[*group][*zone][*engine][*fuel] = *factor;
  }
}

void read_sulphur(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  UniqueKeys keys;
  const FactorCsv csv(file, with_tail({"fuel", "zone"}), faults);
  for (const FactorRow& row : csv.rows()) {
    const bool low_load = row.text("fuel") == "low_load";
    const auto fuel = low_load ? std::optional(EngineFuel::diesel) : row.word<EngineFuel>("fuel");
    const auto zone = row.word<Zone>("zone");
    const auto factor = read_factor(row, kSulphur);
    if (!fuel || !zone || !factor || !keys.add(row, key_of({row.text("fuel"), word_of(*zone)}))) continue;
    (low_load ? tables.low_load_sulphur_percent[*zone] : tables.sulphur_percent[*fuel][*zone]) = *factor;
  }
}

void read_co2(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  read_by_fuel(file, kCo2, tables.co2, faults);
}

void read_so2(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  read_by_fuel(file, kSo2, tables.so2, faults);
}

}  // namespace quaywatt::server
