// Auxiliary and boiler loads by ship type, size and mode.

#include <algorithm>
#include <limits>

#include "server/factors/factor_tables_reader.h"
#include "server/factors/factor_rows.h"

namespace quaywatt::server {

using namespace domain;  // NOLINT: the vocabulary of factor tables is the domain's

namespace {

constexpr Quantity kLoadKw{"kW", 0, 50'000};
constexpr Quantity kSize{"size", 0, 10'000'000};

using ModeColumns = std::array<std::string_view, kCountOf<Mode>>;  ///< in the order of Mode
constexpr ModeColumns kAuxColumns{"aux_transit_kw", "aux_manoeuvring_kw", "aux_berth_kw", "aux_anchorage_kw"};
constexpr ModeColumns kBoilerColumns{"boiler_transit_kw", "boiler_manoeuvring_kw", "boiler_berth_kw",
                                     "boiler_anchorage_kw"};

std::vector<std::string_view> load_columns() {
  std::vector<std::string_view> columns{"ship_type", "sub_type",   "size_min",    "size_max",
                                        "size_unit", "valid_from", "valid_until", "source"};
  columns.insert(columns.end(), kAuxColumns.begin(), kAuxColumns.end());
  columns.insert(columns.end(), kBoilerColumns.begin(), kBoilerColumns.end());
  return columns;
}

std::optional<By<Mode, double>> read_loads_by_mode(const FactorRow& row, const ModeColumns& columns) {
  By<Mode, double> loads;
  bool complete = true;
  for (Mode mode : all_of<Mode>()) {
    const auto load = row.number(columns[index_of(mode)], kLoadKw);
    complete &= load.has_value();
    loads[mode] = load.value_or(0);
  }
  return complete ? std::optional(loads) : std::nullopt;
}

std::optional<LoadBin> read_bin(const FactorRow& row) {
  const auto provenance = read_provenance(row);
  const auto min = row.number("size_min", kSize);
  const auto max = row.text("size_max").empty() ? std::optional(std::numeric_limits<double>::infinity())
                                                : row.number("size_max", kSize);
  const auto aux = read_loads_by_mode(row, kAuxColumns);
  const auto boiler = read_loads_by_mode(row, kBoilerColumns);
  if (!provenance || !min || !max || !aux || !boiler) return std::nullopt;
  return LoadBin{row.text("sub_type"), *min, *max, *aux, *boiler, provenance->source};
}

ShipClass& class_of(std::vector<ShipClass>& classes, const std::string& ship_type, SizeUnit unit) {
  const auto found = std::find_if(classes.begin(), classes.end(),
                                  [&](const ShipClass& ship) { return ship.ship_type == ship_type; });
  return found != classes.end() ? *found : classes.emplace_back(ShipClass{ship_type, unit, {}});
}

}  // namespace

void read_loads(const FactorFile& file, FactorTables& tables, FactorFaults& faults) {
  UniqueKeys keys;
  const FactorCsv csv(file, load_columns(), faults);
  for (const FactorRow& row : csv.rows()) {
    const auto unit = row.word<SizeUnit>("size_unit");
    const auto bin = read_bin(row);
    if (row.text("ship_type").empty() || row.text("sub_type").empty()) {
      row.fault("ship_type or sub_type is empty", "ship_type 或 sub_type 为空");
      continue;
    }
    if (!unit || !bin || !keys.add(row, bin->sub_type)) continue;
    ShipClass& ship = class_of(tables.ship_classes, row.text("ship_type"), *unit);
    if (ship.size_unit == *unit) {
      ship.bins.push_back(*bin);
    } else {
      row.fault("another size unit than the bins before it", "尺度单位与此前各档不同");
    }
  }
  for (ShipClass& ship : tables.ship_classes)
    std::sort(ship.bins.begin(), ship.bins.end(),
              [](const LoadBin& left, const LoadBin& right) { return left.size_min < right.size_min; });
}

}  // namespace quaywatt::server
