#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::agent {

/// Verifies every line and, where the settings name the enrolment, the server's newest receipt. Prints what stands
/// and the first break with its place. Exit status 0 whole, 1 broken, 2 called wrongly. Changes nothing; the agent
/// may be running.
int run_ledger_verify(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
