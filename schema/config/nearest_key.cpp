#include "schema/config/nearest_key.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace quaywatt::config {
namespace {

constexpr std::size_t kLongestKeyCompared = 64;

std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest_key(std::string_view mistyped, const std::set<std::string>& known) {
  if (mistyped.size() > kLongestKeyCompared) return {};
  std::size_t allowed = std::max<std::size_t>(2, mistyped.size() / 3);
  std::string nearest;
  for (const std::string& key : known) {
    const std::size_t distance = edit_distance(mistyped, key);
    if (distance <= allowed && distance < key.size()) {
      nearest = key;
      if (distance == 0) break;
      allowed = distance - 1;
    }
  }
  return nearest;
}

}  // namespace quaywatt::config
