#pragma once
// The quaywatt-agent program: finds the command, runs it, turns what escapes it into an exit status.

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace quaywatt::agent {

/// A first word of the command line. `run` gets what follows it and answers the exit status: 0 done, 1 the thing
/// asked about is bad, 2 called wrongly or refused settings. Machine output goes to `out`, messages to `err`.
struct Command {
  std::string_view name;
  std::string_view zh, en;  ///< one line for the list of commands
  int (*run)(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err);
};

/// All commands; a new one is a row in program.cpp.
std::span<const Command> all_commands();

/// Runs the command named by the first argument. Without one, or with one nobody knows, prints the list and answers 2.
/// An exception that escapes a command is printed, refused settings with all their places: exit status 2; else 1.
int run_program(std::span<const Command> commands, std::span<const std::string> arguments, std::istream& in,
                std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
