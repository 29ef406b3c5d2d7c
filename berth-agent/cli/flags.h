#pragma once
// "--name VALUE" words of a command line.

#include <iosfwd>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace quaywatt::agent {

using Flags = std::map<std::string, std::string>;

/// Reads only the flags named in `known`, each with its value and once. Anything else is said to `err`: nullopt.
std::optional<Flags> read_flags(std::span<const std::string> arguments, const std::vector<std::string>& known,
                                std::ostream& err);

}  // namespace quaywatt::agent
