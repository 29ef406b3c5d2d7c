#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::agent {

/// `quaywatt-agent rekey --config FILE`: a new signing key, announced in the ledger under the old one.
int run_rekey_command(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
