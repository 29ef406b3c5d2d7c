#include "domain/emissions/inventory_identity.h"

namespace quaywatt::domain {

std::optional<Unlike> find_difference(const InventoryIdentity& left, const InventoryIdentity& right) {
  if (left.method != right.method) return Unlike::method;
  if (left.scope != right.scope) return Unlike::scope;
  if (left.factor_set != right.factor_set) return Unlike::factor_set;
  return std::nullopt;
}

}  // namespace quaywatt::domain
