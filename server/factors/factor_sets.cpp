#include "server/factors/factor_sets.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "schema/factors/embedded.h"
#include "server/factors/factor_csv.h"

namespace quaywatt::server {
namespace {

namespace fs = std::filesystem;

/// No table of a factor set comes near this; more is not a factor file.
constexpr std::uintmax_t kMaxFactorFileBytes = 4 << 20;

constexpr std::string_view kGridFile = "grid/grid_co2.csv";

std::vector<FactorFile> shipped_files(const std::string& folder) {
  std::vector<FactorFile> files;
  for (const schema::EmbeddedFile& file : schema::embedded_factor_files())
    if (file.path.starts_with(folder + '/')) files.push_back({std::string(file.path), std::string(file.text)});
  return files;
}

/// The .csv files of a directory, named as if it lay in schema/factors.
std::vector<FactorFile> directory_files(const fs::path& directory, const std::string& set_name) {
  std::vector<FactorFile> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    if (entry.path().extension() != ".csv" || entry.file_size(error) > kMaxFactorFileBytes) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    files.push_back({set_name + '/' + entry.path().filename().string(), text.str()});
  }
  std::sort(files.begin(), files.end(), [](const auto& left, const auto& right) { return left.name < right.name; });
  return files;
}

/// The load table a set names, taken from its settings file alone so that it can be read with the rest.
std::string named_load_table(const std::string& set_name, const std::vector<FactorFile>& files) {
  for (const FactorFile& file : files) {
    if (file.name != set_name + "/settings.csv") continue;
    FactorFaults ignored;  // the settings are read again, and judged, with the whole set
    const FactorCsv csv(file, {"name", "value"}, ignored);
    for (const FactorRow& row : csv.rows())
      if (ignored.list().empty() && row.text("name") == "load_table") return row.text("value");
  }
  return {};
}

std::vector<FactorFault> one_fault(const std::string& file, const std::string& en, const std::string& zh) {
  return {FactorFault{file, 0, en, zh}};
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

std::vector<std::string> shipped_factor_sets() {
  std::set<std::string> names;
  for (const schema::EmbeddedFile& file : schema::embedded_factor_files())
    if (file.path.ends_with("/settings.csv")) names.emplace(file.path.substr(0, file.path.find('/')));
  return {names.begin(), names.end()};
}

FactorSetOrFaults load_factor_set(const std::string& name, const std::optional<std::string>& load_table) {
  const bool from_directory = name.find('/') != std::string::npos;
  const fs::path directory = fs::path(name).lexically_normal();
  const std::string set_name =
      !from_directory ? name : (directory.has_filename() ? directory : directory.parent_path()).filename().string();
  std::vector<FactorFile> files = from_directory ? directory_files(directory, set_name) : shipped_files(name);
  if (files.empty()) {
    const std::string known = joined(shipped_factor_sets());
    return one_fault(name, "no such factor set; known: " + known + ", or a directory",
                     "没有此系数集;可用:" + known + ",或一个目录");
  }
  const std::string table = load_table.value_or(named_load_table(set_name, files)) + ".csv";
  std::vector<FactorFile> tables = shipped_files("load-tables");
  if (from_directory)
    for (FactorFile& file : directory_files(directory / ".." / "load-tables", "load-tables"))
      tables.insert(tables.begin(), std::move(file));
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const FactorFile& file) { return file.name == "load-tables/" + table; });
  if (found == tables.end())
    return one_fault(name, "no such load table: " + table, "没有此负荷表:" + table);
  files.push_back(*found);
  return read_factor_set(set_name, files);
}

std::vector<domain::GridFactor> shipped_grid_factors() {
  for (const FactorFile& file : shipped_files("grid")) {
    if (file.name != kGridFile) continue;
    auto factors = read_grid_factors(file);
    if (auto* good = std::get_if<std::vector<domain::GridFactor>>(&factors)) return std::move(*good);
    throw std::logic_error(to_text(std::get<std::vector<FactorFault>>(factors).front()));
  }
  throw std::logic_error("the program carries no grid factors");
}

}  // namespace quaywatt::server
