#pragma once
// `quaywatt inventory`: activity rows in, emissions and totals out, streaming; and `quaywatt inventory merge`.

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::server {

/// Runs the command; `arguments` are those after `inventory`. "-" is `in` and `out`; messages go to `messages`.
/// Exit status: 0; 1 when rows were refused and --skip-bad-rows was not given; 2 when the command could not run.
int run_inventory(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& messages);

}  // namespace quaywatt::server
