#include "server/factors/factor_reader.h"

#include <array>

#include "server/factors/factor_rows.h"
#include "server/factors/factor_tables_reader.h"

namespace quaywatt::server {
namespace {

constexpr Quantity kGridCo2{"kg/kWh", 0, 1.5};
constexpr std::string_view kLoadTables = "load-tables/";

struct Part {
  std::string_view file;
  void (*read)(const FactorFile&, domain::FactorTables&, FactorFaults&);
};

constexpr std::array kParts{
    Part{"settings.csv", read_settings}, Part{"nox.csv", read_nox},           Part{"bsfc.csv", read_fuel_rates},
    Part{"hc_co.csv", read_hc_co},       Part{"pm10.csv", read_pm10},         Part{"co2.csv", read_co2},
    Part{"so2.csv", read_so2},           Part{"sulphur.csv", read_sulphur},   Part{"fuel_mix.csv", read_fuel_mix},
    Part{"low_load.csv", read_low_load}, Part{"nox_limits.csv", read_nox_limits},
};

const FactorFile* find_file(const std::vector<FactorFile>& files, const std::string& name) {
  for (const FactorFile& file : files)
    if (file.name == name) return &file;
  return nullptr;
}

bool is_known(const std::string& set_name, const std::string& name) {
  if (name.starts_with(kLoadTables)) return true;
  for (const Part& part : kParts)
    if (name == set_name + '/' + std::string(part.file)) return true;
  return false;
}

void read_parts(const std::string& set_name, const std::vector<FactorFile>& files, domain::FactorTables& tables,
                FactorFaults& faults) {
  for (const Part& part : kParts) {
    const std::string name = set_name + '/' + std::string(part.file);
    if (const FactorFile* file = find_file(files, name)) {
      part.read(*file, tables, faults);
    } else {
      faults.add({name, 0, "the file is missing", "缺少文件"});
    }
  }
  for (const FactorFile& file : files) {
    if (file.name.starts_with(kLoadTables)) {
      read_loads(file, tables, faults);
      tables.settings.load_table = file.name.substr(kLoadTables.size(), file.name.rfind('.') - kLoadTables.size());
    }
    if (!is_known(set_name, file.name))
      faults.add({file.name, 0, "no factor set has such a file", "系数集中没有这种文件"});
  }
}

}  // namespace

FactorSetOrFaults read_factor_set(const std::string& set_name, const std::vector<FactorFile>& files) {
  FactorFaults faults;
  domain::FactorTables tables;
  tables.name = set_name;
  read_parts(set_name, files, tables, faults);
  // Holes are told only of tables that could be read: a bad line is one fault, not two.
  if (faults.list().empty())
    for (const std::string& hole : domain::find_holes(tables))
      faults.add({set_name, 0, "no factor for " + hole, "缺少系数 " + hole});
  if (!faults.list().empty()) return faults.list();
  return domain::FactorSet(std::move(tables), hash_factor_files(files));
}

std::variant<std::vector<domain::GridFactor>, std::vector<FactorFault>> read_grid_factors(const FactorFile& file) {
  FactorFaults faults;
  UniqueKeys keys;
  std::vector<domain::GridFactor> factors;
  const FactorCsv csv(file, with_tail({"region", "year"}), faults);
  for (const FactorRow& row : csv.rows()) {
    const auto year = row.number("year", {"year", 2000, 2200});
    const auto factor = read_factor(row, kGridCo2);
    if (!year || !factor || !keys.add(row, row.text("region") + ' ' + row.text("year"))) continue;
    factors.push_back({row.text("region"), static_cast<int>(*year), *factor});
  }
  if (!faults.list().empty()) return faults.list();
  return factors;
}

}  // namespace quaywatt::server
