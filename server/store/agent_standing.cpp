#include "server/store/agent_standing.h"

#include <array>
#include <stdexcept>
#include <utility>

namespace quaywatt::server {

namespace {

using domain::AgentStanding;

constexpr std::array<std::pair<AgentStanding, std::string_view>, 5> kStandings{{
    {AgentStanding::unknown, "unknown"},
    {AgentStanding::revoked, "revoked"},
    {AgentStanding::awaiting_approval, "awaiting_approval"},
    {AgentStanding::suspended, "suspended"},
    {AgentStanding::enrolled, "enrolled"},
}};

}  // namespace

std::string_view standing_name(AgentStanding standing) {
  for (const auto& [known, name] : kStandings) {
    if (known == standing) return name;
  }
  return "unknown";
}

AgentStanding standing_from_name(std::string_view name) {
  for (const auto& [standing, known] : kStandings) {
    if (known == name) return standing;
  }
  throw std::runtime_error("no standing of an agent: " + std::string(name));
}

}  // namespace quaywatt::server
