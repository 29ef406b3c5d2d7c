#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::agent {

/// `enrol --config FILE --code CODE --server https://HOST[:PORT] --ca FILE`: makes the keys, buys a certificate with
/// the one-time code and prints the fingerprint the administrator compares. Exit status 0, 1 refused, 2 called wrongly.
int run_enrol_command(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
