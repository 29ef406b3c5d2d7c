#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::agent {

/// `run --config FILE`: the berth cabinet's work until SIGTERM or SIGINT. Exit status 0 after an orderly stop.
int run_run_command(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
