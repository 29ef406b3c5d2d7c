#include "server/cli/program.h"

#include <algorithm>
#include <exception>
#include <iostream>

#include "server/cli/assess_command.h"
#include "server/cli/inventory_command.h"
#include "server/cli/stays/stays_command.h"

namespace quaywatt::server {
namespace {

void list_commands(std::span<const Command> commands, std::ostream& to) {
  std::size_t width = 0;
  for (const auto& command : commands) width = std::max(width, command.name.size());
  to << "用法 / usage: quaywatt COMMAND [ARGUMENT ...]\n";
  for (const auto& command : commands) {
    to << "  " << command.name << std::string(width - command.name.size() + 2, ' ') << command.summary << "\n";
  }
  to << "quaywatt COMMAND --help 查看用法 / says how a command is used\n";
}

}  // namespace

std::vector<Command> plain_commands() {
  return {
      {"assess", "按规定研判靠泊 / judge stays by the rules", run_assess},
      {"inventory", "船舶排放清单 / emissions of ships", run_inventory},
      {"stays", "由船位求泊位靠泊 / stays at berths from positions", run_stays},
  };
}

int run_program(std::span<const Command> commands, std::span<const std::string> arguments, std::istream& in,
                std::ostream& out, std::ostream& err) {
  if (arguments.empty()) {
    list_commands(commands, err);
    return 2;
  }
  if (arguments[0] == "--help") {
    list_commands(commands, out);
    return 0;
  }
  if (arguments[0] == "--version") {
    out << "quaywatt " << QUAYWATT_VERSION << "\n";
    return 0;
  }
  const auto command = std::ranges::find(commands, arguments[0], &Command::name);
  if (command == commands.end()) {
    err << "未知命令 / unknown command: " << arguments[0] << "\n";
    list_commands(commands, err);
    return 2;
  }
  try {
    return command->run(arguments.subspan(1), in, out, err);
  } catch (const std::exception& error) {
    err << "quaywatt " << command->name << ": " << error.what() << "\n";
    return 1;
  }
}

int run_quaywatt(std::span<const Command> commands, int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  return run_program(commands, arguments, std::cin, std::cout, std::cerr);
}

}  // namespace quaywatt::server
