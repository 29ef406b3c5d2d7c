#include "server/http/router.h"

#include <optional>

namespace quaywatt::server {

namespace {

std::string_view take_segment(std::string_view& rest) {
  const auto end = std::min(rest.find('/', 1), rest.size());
  const auto segment = rest.substr(0, end);
  rest.remove_prefix(end);
  return segment;  // with its leading slash
}

std::optional<std::map<std::string, std::string>> match(std::string_view pattern, std::string_view path) {
  std::map<std::string, std::string> parameters;
  while (!pattern.empty() && !path.empty()) {
    const auto wanted = take_segment(pattern);
    const auto given = take_segment(path);
    if (wanted.starts_with("/{") && wanted.ends_with("}")) {
      if (given.size() < 2) return std::nullopt;
      parameters.emplace(wanted.substr(2, wanted.size() - 3), given.substr(1));
    } else if (wanted != given) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return parameters;
}

bool answers(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

}  // namespace

std::variant<Router::Found, Router::NotFound, Router::OtherMethods> Router::find(std::string_view method,
                                                                                 std::string_view path) const {
  std::string allowed;
  for (const Route& route : routes_) {
    auto parameters = match(route.pattern, path);
    if (!parameters) continue;
    if (answers(route, method)) return Found{&route, std::move(*parameters)};
    allowed += (allowed.empty() ? "" : ", ") + route.method;
  }
  if (allowed.empty()) return NotFound{};
  return OtherMethods{std::move(allowed)};
}

}  // namespace quaywatt::server
