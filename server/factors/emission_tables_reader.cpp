// Tables of g/kWh and of curves: NOx, HC and CO, PM10, low load, NOx limits.

#include "server/factors/factor_tables_reader.h"
#include "server/factors/factor_rows.h"

namespace quaywatt::server {

using namespace domain;  // NOLINT: the vocabulary of factor tables is the domain's

namespace {

// Plausible ranges. Wide enough for every engine afloat, narrow enough to catch a wrong unit or a slipped point.
constexpr Quantity kNox{"g/kWh", 0.1, 25};
constexpr Quantity kHcCo{"g/kWh", 0, 15};
constexpr Quantity kPm{"g/kWh", 0, 3};
constexpr Quantity kCoefficient{"1", -1000, 1000};
constexpr Quantity kNoxCoefficient{"g/kWh", 1, 100};
constexpr Quantity kNoxExponent{"1", -1, 0};

}  // namespace

void read_nox(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  UniqueKeys keys;
  const FactorCsv csv(file, with_tail({"engine_group", "engine_type", "fuel", "tier"}), faults);
  for (const FactorRow& row : csv.rows()) {
    const auto group = row.word<EngineGroup>("engine_group");
    const auto engine = row.word<EngineType>("engine_type");
    const auto fuel = row.word<EngineFuel>("fuel");
    const auto tier = row.word<Tier>("tier");
    const auto factor = read_factor(row, kNox);
    if (!group || !engine || !fuel || !tier || !factor) continue;
    if (keys.add(row, key_of({word_of(*group), word_of(*engine), word_of(*fuel), word_of(*tier)})))
      tables.nox[*group][*engine][*fuel][*tier] = *factor;
  }
}

void read_hc_co(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  UniqueKeys keys;
  const FactorCsv csv(file, with_tail({"pollutant", "engine_group", "engine_type"}), faults);
  for (const FactorRow& row : csv.rows()) {
    const auto pollutant = row.word<Pollutant>("pollutant");
    const auto group = row.word<EngineGroup>("engine_group");
    const auto engine = row.word<EngineType>("engine_type");
    const auto factor = read_factor(row, kHcCo);
    if (!pollutant || !group || !engine || !factor) continue;
    if (*pollutant != Pollutant::hc && *pollutant != Pollutant::co) {
      row.fault("this file holds hc and co only", "本文件只含 hc 与 co");
      continue;
    }
    auto& table = *pollutant == Pollutant::hc ? tables.hc : tables.co;
    if (keys.add(row, key_of({word_of(*pollutant), word_of(*group), word_of(*engine)})))
      table[*group][*engine] = *factor;
  }
}

void read_pm10(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  UniqueKeys keys;
  const FactorCsv csv(file, with_tail({"engine_type", "fuel", "sulphate_added"}), faults);
  for (const FactorRow& row : csv.rows()) {
    const auto fuel = row.word<EngineFuel>("fuel");
    const auto added = row.yes_no("sulphate_added");
    const auto factor = read_factor(row, kPm);
    const bool any_engine = row.text("engine_type").empty();
    const auto engine = any_engine ? std::optional(EngineType::boiler) : row.word<EngineType>("engine_type");
    if (!fuel || !added || !factor || !engine) continue;
    if (!keys.add(row, key_of({row.text("engine_type"), word_of(*fuel)}))) continue;
    (any_engine ? tables.pm10[*fuel] : tables.pm10_by_engine[*engine][*fuel]) = ParticulateFactor{*added, *factor};
  }
}

void read_low_load(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  UniqueKeys keys;
  const FactorCsv csv(file, {"pollutant", "form", "a", "x", "b", "unit", "valid_from", "valid_until", "source"},
                      faults);
  for (const FactorRow& row : csv.rows()) {
    const auto pollutant = row.word<Pollutant>("pollutant");
    const bool of_sulphur = row.text("form") == "sulphur";
    if (!of_sulphur && row.text("form") != "power") row.fault("form is power or sulphur", "form 应为 power 或 sulphur");
    const auto a = row.number("a", kCoefficient);
    const auto b = row.number("b", kCoefficient);
    const auto x = of_sulphur ? std::optional(0.0) : row.number("x", kCoefficient);
    const auto provenance = read_provenance(row);
    if (!row.has_unit("1") || !pollutant || !a || !b || !x || !provenance) continue;
    if (keys.add(row, std::string(word_of(*pollutant))))
      tables.low_load[*pollutant] = LowLoadCurve{of_sulphur, *a, *x, *b, provenance->source};
  }
}

void read_nox_limits(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  UniqueKeys keys;
  const FactorCsv csv(file, {"tier", "below_130_g_kwh", "coefficient", "exponent", "from_2000_g_kwh",
                                          "unit", "valid_from", "valid_until", "source"}, faults);
  for (const FactorRow& row : csv.rows()) {
    const auto tier = row.word<Tier>("tier");
    const auto slow = row.number("below_130_g_kwh", kNox);
    const auto coefficient = row.number("coefficient", kNoxCoefficient);
    const auto exponent = row.number("exponent", kNoxExponent);
    const auto fast = row.number("from_2000_g_kwh", kNox);
    const auto provenance = read_provenance(row);
    if (!row.has_unit("g/kWh") || !tier || !slow || !coefficient || !exponent || !fast || !provenance) continue;
    if (keys.add(row, std::string(word_of(*tier))))
      tables.nox_limits[*tier] = NoxLimitCurve{*slow, *coefficient, *exponent, *fast, provenance->source};
  }
}

}  // namespace quaywatt::server
