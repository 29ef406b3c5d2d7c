#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::agent {

/// `operator hash`: reads a PIN from the first line of `in` and prints its Argon2id hash for `pin_hash` of an
/// `[[operator]]` table. The PIN is never printed. Exit status 0, 1 for what is no PIN, 2 when called wrongly.
int run_operator_command(std::span<const std::string> arguments, std::istream& in, std::ostream& out,
                         std::ostream& err);

}  // namespace quaywatt::agent
