#pragma once
// Runs the inventory command in the test's process, with texts for streams and a directory of its own for files.

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "server/cli/inventory_command.h"

namespace quaywatt::server {

struct InventoryOutcome {
  int exit_status = 0;
  std::string out;
  std::string messages;
};

inline InventoryOutcome run(const std::vector<std::string>& arguments, const std::string& input = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream messages;
  const int exit_status = run_inventory(arguments, in, out, messages);
  return {exit_status, out.str(), messages.str()};
}

inline const std::string kHeader =
    "id,ship_type,dwt,gt,teu,mcr_kw,keel_laid_year,main_engine,aux_engine,zone,area,speed_kn,reference_speed_kn,hours";

/// A row that is good as it stands; a test changes what it is about.
inline std::map<std::string, std::string> good_row() {
  return {{"id", "1"},          {"ship_type", "general.cargo"}, {"dwt", "1000"},
          {"gt", "600"},        {"teu", ""},                    {"mcr_kw", "600"},
          {"keel_laid_year", "2008"}, {"main_engine", "MSD"},   {"aux_engine", "HSD"},
          {"zone", "ECA"},      {"area", "none"},               {"speed_kn", "7"},
          {"reference_speed_kn", "10"}, {"hours", "1"}};
}

/// A file of one row whose columns are those of the map.
inline std::string file_of(const std::map<std::string, std::string>& row) {
  std::string header;
  std::string line;
  for (const auto& [column, value] : row) {
    header += (header.empty() ? "" : ",") + column;
    line += (line.empty() && header == column ? "" : ",") + value;
  }
  return header + '\n' + line + '\n';
}

inline std::vector<std::string> with_factors(const std::string& factors) {
  return {"--activity", "-", "--factors", factors};
}

/// The cells of a CSV text by column, one map a row.
inline std::vector<std::map<std::string, std::string>> rows_of(const std::string& csv) {
  std::istringstream lines(csv);
  std::vector<std::string> header;
  std::vector<std::map<std::string, std::string>> rows;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::istringstream fields(line + ',');
    std::vector<std::string> values;
    for (std::string value; std::getline(fields, value, ',');) values.push_back(value);
    if (header.empty()) {
      header = values;
      continue;
    }
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < header.size() && i < values.size(); ++i) row[header[i]] = values[i];
  }
  return rows;
}

/// A directory that goes with the test.
class OwnDirectory {
 public:
  OwnDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "quaywatt_inventory_XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  ~OwnDirectory() { std::filesystem::remove_all(path_); }
  OwnDirectory(const OwnDirectory&) = delete;
  OwnDirectory& operator=(const OwnDirectory&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }

  std::string write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return file(name);
  }

  std::string read(const std::string& name) const {
    std::ifstream stream(path_ / name, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace quaywatt::server
