#pragma once
// What the site says of itself without a login: whether it works, and nothing of anybody's affairs.

#include <functional>
#include <string>
#include <vector>

namespace quaywatt::server {

struct SiteState {
  std::string version;
  bool development = false;
  bool durability_risk_accepted = false;  ///< banner as long as it is so (fault D3)
  /// Reasons why the instance cannot do its work now, as stable words: "database", "migrations". Empty: ready.
  std::function<std::vector<std::string>()> unready;
};

}  // namespace quaywatt::server
