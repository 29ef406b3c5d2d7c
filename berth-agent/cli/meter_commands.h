#pragma once
// `quaywatt-agent meter …`

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::agent {

/// The arguments after `meter`: `decode …` or `read …`. Exit status 0 all well; 1 a bad frame or a meter that could not
/// be read; 2 called wrongly or refused configuration.
int run_meter_command(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
