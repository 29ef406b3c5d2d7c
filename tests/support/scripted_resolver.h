#pragma once
// Names that lead where the test says.

#include "berth-agent/uplink/host_resolver.h"

namespace quaywatt::test {

struct ScriptedResolver : agent::HostResolver {
  explicit ScriptedResolver(std::vector<std::string> addresses) : answer(std::move(addresses)) {}
  std::vector<std::string> resolve(const std::string& /*host*/) override { return answer; }
  std::vector<std::string> answer;
};

}  // namespace quaywatt::test
