#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::agent {

/// `ledger verify …`, `ledger export …`.
int run_ledger_command(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
