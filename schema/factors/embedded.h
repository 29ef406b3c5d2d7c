#pragma once
// The .csv files below schema/factors, as they were at build time.

#include <string_view>
#include <vector>

namespace quaywatt::schema {

struct EmbeddedFile {
  std::string_view path;  ///< relative to schema/factors, e.g. "epa-2022/nox.csv"
  std::string_view text;
};

/// Ascending by path; lives as long as the program.
const std::vector<EmbeddedFile>& embedded_factor_files();

}  // namespace quaywatt::schema
