#pragma once
// Reading of what all factor files share: the value with unit, range, validity and source.

#include <map>
#include <optional>
#include <string>

#include "domain/emissions/factor_tables.h"
#include "server/factors/factor_csv.h"

namespace quaywatt::server {

/// Columns every factor row ends with.
inline const std::vector<std::string_view> kFactorTail{"value", "unit",       "low",         "high",
                                                       "source", "valid_from", "valid_until"};

/// `keys` and then kFactorTail.
std::vector<std::string_view> with_tail(std::vector<std::string_view> keys);

/// Words with a space between.
std::string key_of(std::initializer_list<std::string_view> parts);

/// The value within `quantity` and within its own range, the unit, the dates and a source that is not empty.
std::optional<domain::Factor> read_factor(const FactorRow& row, const Quantity& quantity);

/// Validity and source alone, for rows with several values.
std::optional<domain::Factor> read_provenance(const FactorRow& row);

/// Refuses the second row with a key.
class UniqueKeys {
 public:
  /// False, with a fault, when `key` was there before.
  bool add(const FactorRow& row, const std::string& key);

 private:
  std::map<std::string, std::size_t> first_line_;
};

}  // namespace quaywatt::server
