#pragma once
// Finds what somebody meant who mistyped a key.

#include <set>
#include <string>
#include <string_view>

namespace quaywatt::config {

/// The known key with the fewest changed letters (insert, drop, replace), when they are few enough for a slip:
/// at most two, or a third of a long key. Empty when nothing is near.
std::string nearest_key(std::string_view mistyped, const std::set<std::string>& known);

}  // namespace quaywatt::config
