#pragma once
// The quaywatt program: finds the command, catches what it throws, answers --help and --version.

#include <vector>

#include "server/cli/command.h"

namespace quaywatt::server {

/// The commands that need no database, configuration or particular directory. A new one is a line in program.cpp;
/// those that need a concrete store are added by main_quaywatt.cpp, which knows it.
std::vector<Command> plain_commands();

/// Dispatches on the first argument. An unknown or missing command: the list on `err`, 2. An exception: its text on
/// `err`, 1.
int run_program(std::span<const Command> commands, std::span<const std::string> arguments, std::istream& in,
                std::ostream& out, std::ostream& err);

/// As `run_program`, with the process's arguments and standard streams.
int run_quaywatt(std::span<const Command> commands, int argc, char** argv);

}  // namespace quaywatt::server
