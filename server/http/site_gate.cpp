#include "server/http/site_gate.h"

#include "server/http/problem.h"

namespace quaywatt::server {

Gate site_gate(std::set<std::string> monitoring_addresses) {
  return [addresses = std::move(monitoring_addresses)](Access access, HttpCall& call) -> std::optional<HttpAnswer> {
    if (access == Access::anyone) return std::nullopt;
    const bool monitor = call.remote_is_loopback || addresses.contains(call.remote_address);
    if (access == Access::monitoring && monitor) return std::nullopt;
    return problem_answer({403, "not_allowed", "无权访问", "not allowed"}, call);
  };
}

}  // namespace quaywatt::server
