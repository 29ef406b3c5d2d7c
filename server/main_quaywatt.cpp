// The quaywatt command.

#include "server/cli/program.h"
#include "server/wiring/database_commands.h"

int main(int argc, char** argv) {
  auto commands = quaywatt::server::plain_commands();
  for (auto& command : quaywatt::server::database_commands()) commands.push_back(std::move(command));
  return quaywatt::server::run_quaywatt(commands, argc, argv);
}
