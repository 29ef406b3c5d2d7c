#pragma once
// Runs the assess command on a text, as a shell would.

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "server/cli/assess_command.h"

namespace quaywatt::server {

struct Answer {
  int exit_status = -1;
  std::vector<nlohmann::json> lines;
  std::string messages;
};

inline Answer assessed(const std::string& document) {
  std::istringstream in(document);
  std::ostringstream out;
  std::ostringstream err;
  Answer answer;
  const std::vector<std::string> arguments{"-"};
  answer.exit_status = run_assess(arguments, in, out, err);
  std::istringstream written(out.str());
  for (std::string line; std::getline(written, line);) answer.lines.push_back(nlohmann::json::parse(line));
  answer.messages = err.str();
  return answer;
}

inline Answer assessed(const nlohmann::json& document) { return assessed(document.dump()); }

/// Objects merge, anything else, null too, replaces.
inline nlohmann::json patched(const nlohmann::json& base, const nlohmann::json& patch) {
  if (!base.is_object() || !patch.is_object()) return patch;
  nlohmann::json result = base;
  for (const auto& [key, value] : patch.items()) {
    result[key] = base.contains(key) ? patched(base[key], value) : value;
  }
  return result;
}

}  // namespace quaywatt::server
