// Settings of a factor set: which rules and which load table, and single factors.

#include <functional>
#include <map>

#include "server/factors/factor_rows.h"
#include "server/factors/factor_tables_reader.h"

namespace quaywatt::server {

using namespace domain;  // NOLINT: the vocabulary of factor tables is the domain's

namespace {

constexpr Quantity kPercent{"%", 0, 100};
constexpr Quantity kRatio{"1", 0.1, 100};
constexpr Quantity kFuelNox{"g/kg fuel", 5, 120};
constexpr Quantity kTurnoverFuel{"kg/10^4 t.km", 5, 500};

using Apply = std::function<void(const FactorRow&)>;

/// A setting that is one factor.
template <typename Target>
Apply factor(Target& target, Quantity quantity) {
  return [&target, quantity](const FactorRow& row) {
    if (const auto value = read_factor(row, quantity)) target = *value;
  };
}

Apply word(std::function<void(const FactorRow&)> set, std::string_view unit) {
  return [set = std::move(set), unit](const FactorRow& row) {
    if (row.has_unit(unit) && read_provenance(row)) set(row);
  };
}

std::map<std::string, Apply, std::less<>> appliers(FactorSettings& settings) {
  return {
      {"load_table", word([&](const FactorRow& row) { settings.load_table = row.text("value"); }, "name")},
      {"tier_rule", word(
                        [&](const FactorRow& row) {
                          if (const auto rule = row.word<TierRule>("value")) settings.tier_rule = *rule;
                        },
                        "name")},
      {"small_ship_rule", word(
                              [&](const FactorRow& row) {
                                if (const auto on = row.yes_no("value")) settings.small_ship_rule = *on;
                              },
                              "yes/no")},
      {"default_aux_engine",
       word([&](const FactorRow& row) { settings.default_aux_engine = row.word<EngineType>("value"); }, "name")},
      {"valid_from", word(
                         [&](const FactorRow& row) {
                           const auto date = parse_date(row.text("value"));
                           if (date) settings.valid_from = *date;
                           if (!date) row.fault("not a date YYYY-MM-DD", "不是 YYYY-MM-DD 格式的日期");
                         },
                         "date")},
      {"sulphur_to_so2_share", factor(settings.sulphur_to_so2_share, kShare)},
      {"pm_sulphur_to_sulphate_percent", factor(settings.pm_sulphur_to_sulphate_percent, kPercent)},
      {"pm_sulphate_weight_ratio", factor(settings.pm_sulphate_weight_ratio, kRatio)},
      {"pm2_5_share_of_pm10", factor(settings.pm2_5_share_of_pm10, kShare)},
      {"margin_sheltered_percent", factor(settings.margin_sheltered_percent, kPercent)},
      {"margin_open_sea_percent", factor(settings.margin_open_sea_percent, kPercent)},
      {"fuel_nox_g_per_kg", factor(settings.fuel_nox_g_per_kg, kFuelNox)},
      {"fuel_for_turnover_kg_per_10000_tkm", factor(settings.fuel_for_turnover_kg_per_10000_tkm, kTurnoverFuel)},
  };
}

/// Not every set converts turnover or knows a usual auxiliary.
constexpr std::string_view kOptional[] = {"default_aux_engine", "fuel_nox_g_per_kg",
                                          "fuel_for_turnover_kg_per_10000_tkm"};

}  // namespace

void read_settings(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  auto remaining = appliers(tables.settings);
  UniqueKeys keys;
  const FactorCsv csv(file, with_tail({"name"}), faults);
  for (const FactorRow& row : csv.rows()) {
    const std::string& name = row.text("name");
    if (!keys.add(row, name)) continue;
    const auto found = remaining.find(name);
    if (found == remaining.end()) {
      row.fault("unknown setting " + name, "不认识的设置 " + name);
      continue;
    }
    found->second(row);
    remaining.erase(found);
  }
  for (std::string_view name : kOptional) remaining.erase(std::string(name));
  for (const auto& [name, apply] : remaining)
    faults.add({file.name, 0, "setting " + name + " is missing", "缺少设置 " + name});
}

}  // namespace quaywatt::server
