#pragma once
// The one reader of factor sets: files in, a sealed FactorSet or every reason why not.
// Refused are values out of their plausible range or of their own range, unknown units and words, duplicate keys,
// unknown or missing files, and holes: engines the fuel mix promises and some table does not know.

#include <string>
#include <variant>
#include <vector>

#include "domain/emissions/factor_set.h"
#include "domain/emissions/shore_power.h"
#include "server/factors/factor_csv.h"

namespace quaywatt::server {

using FactorSetOrFaults = std::variant<domain::FactorSet, std::vector<FactorFault>>;

/// `files` are those of the set and the one load table it names or is overridden to; their hash names the set.
FactorSetOrFaults read_factor_set(const std::string& set_name, const std::vector<FactorFile>& files);

std::variant<std::vector<domain::GridFactor>, std::vector<FactorFault>> read_grid_factors(const FactorFile& file);

/// SHA-256 of the canonical contents: files ascending by name, each as name LF length LF text, where the text has
/// no byte-order mark and LF line ends. 64 lower-case hex digits.
std::string hash_factor_files(std::vector<FactorFile> files);

}  // namespace quaywatt::server
