#include "berth-agent/local/route.h"

namespace quaywatt::agent {

namespace {

constexpr std::string_view kRefMark = "{ref}";

/// Does `path` fit `pattern`? The part at "{ref}" goes to `ref`; it holds no slash and is not empty.
bool fits(std::string_view pattern, std::string_view path, std::string& ref) {
  const auto mark = pattern.find(kRefMark);
  if (mark == std::string_view::npos) return pattern == path;
  const auto before = pattern.substr(0, mark);
  const auto after = pattern.substr(mark + kRefMark.size());
  if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after)) return false;
  const auto middle = path.substr(before.size(), path.size() - before.size() - after.size());
  if (middle.find('/') != std::string_view::npos) return false;
  ref = middle;
  return true;
}

}  // namespace

const std::vector<Route>& all_routes() {
  static const std::vector<Route> kRoutes = [] {
    std::vector<Route> routes;
    for (const auto& group : {login_routes(), overview_routes(), stay_routes(), checklist_routes(), session_routes(),
                              declaration_routes(), fault_routes(), meter_routes(), ledger_routes()}) {
      routes.insert(routes.end(), group.begin(), group.end());
    }
    return routes;
  }();
  return kRoutes;
}

RouteMatch match_route(std::string_view method, std::string_view path) {
  RouteMatch match;
  for (const Route& route : all_routes()) {
    std::string ref;
    if (!fits(route.path, path, ref)) continue;
    if (route.method == method) return {&route, std::move(ref), {}};
    match.methods.push_back(route.method);
  }
  return match;
}

}  // namespace quaywatt::agent
