#pragma once
// Where factor sets come from: those carried by the program, or a directory of the same form.

#include <optional>
#include <string>

#include "server/factors/factor_reader.h"

namespace quaywatt::server {

/// Names of the sets the program carries, ascending: "cn-inland", "epa-2022", "imo-2020".
std::vector<std::string> shipped_factor_sets();

/// `name` is that of a shipped set, or, when it holds a '/', the directory of a set laid out like
/// schema/factors/<name>. `load_table` overrides the load table the set names; load tables are those the program
/// carries, or for a directory also <directory>/../load-tables.
FactorSetOrFaults load_factor_set(const std::string& name, const std::optional<std::string>& load_table = {});

/// Grid CO2 factors the program carries. Throws std::logic_error when they are damaged.
std::vector<domain::GridFactor> shipped_grid_factors();

}  // namespace quaywatt::server
