#pragma once
// What an inventory was made of. Only inventories of the same method, scope and factor set may be compared or added;
// anything else is refused with the reason.

#include <optional>
#include <string>

#include "domain/emissions/factor_set.h"

namespace quaywatt::domain {

enum class InventoryMethod : std::uint8_t { activity, stays, turnover };

template <>
struct Words<InventoryMethod> {
  static constexpr std::array<std::string_view, 3> list{"activity", "stays", "turnover"};
};

struct InventoryIdentity {
  InventoryMethod method = InventoryMethod::activity;
  std::string scope;  ///< waters or fleet covered and settings that change figures, e.g. "inland margin 10 propeller"
  FactorSetId factor_set;
  bool operator==(const InventoryIdentity&) const = default;
};

/// Why two inventories are not alike, in order of precedence.
enum class Unlike : std::uint8_t { method, scope, factor_set };

template <>
struct Words<Unlike> {
  static constexpr std::array<std::string_view, 3> list{"method", "scope", "factor_set"};
};

/// Empty when they may be compared.
std::optional<Unlike> find_difference(const InventoryIdentity& left, const InventoryIdentity& right);

}  // namespace quaywatt::domain
