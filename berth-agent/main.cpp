#include <iostream>
#include <string>
#include <vector>

#include "berth-agent/cli/program.h"

int main(int argc, char** argv) {
  using namespace quaywatt::agent;
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  return run_program(all_commands(), arguments, std::cin, std::cout, std::cerr);
}
