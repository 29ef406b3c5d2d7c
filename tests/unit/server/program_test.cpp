// The quaywatt program: finding the command, and what happens when it throws.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

#include "server/cli/program.h"

namespace quaywatt::server {
namespace {

using testing::HasSubstr;

struct Said {
  int exit_status;
  std::string out;
  std::string err;
};

Said run(std::vector<std::string> arguments) {
  const std::vector<Command> commands{
      {"count", "counts its arguments", [](auto given, auto&, auto& out, auto&) { out << given.size(); return 0; }},
      {"fall", "throws", [](auto, auto&, auto&, auto&) -> int { throw std::runtime_error("the quay is wet"); }}};
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const int exit_status = run_program(commands, arguments, in, out, err);
  return {exit_status, out.str(), err.str()};
}

TEST(Program, GivesTheCommandTheArgumentsAfterItsName) { EXPECT_EQ(run({"count", "a", "b"}).out, "2"); }

TEST(Program, ListsItsCommandsWhenAsked) {
  const Said said = run({"--help"});
  EXPECT_EQ(said.exit_status, 0);
  EXPECT_THAT(said.out, HasSubstr("counts its arguments"));
}

TEST(Program, ListsItsCommandsWhenAskedWrongly) {
  for (const auto& arguments : {std::vector<std::string>{}, std::vector<std::string>{"judge"}}) {
    const Said said = run(arguments);
    EXPECT_EQ(said.exit_status, 2);
    EXPECT_EQ(said.out, "");
    EXPECT_THAT(said.err, HasSubstr("counts its arguments"));
  }
}

TEST(Program, TellsItsVersion) { EXPECT_THAT(run({"--version"}).out, HasSubstr(QUAYWATT_VERSION)); }

TEST(Program, SaysWhatACommandThrew) {
  const Said said = run({"fall"});
  EXPECT_EQ(said.exit_status, 1);
  EXPECT_THAT(said.err, HasSubstr("the quay is wet"));
}

TEST(Program, KnowsAssess) {
  const auto commands = plain_commands();
  EXPECT_TRUE(std::ranges::any_of(commands, [](const Command& command) { return command.name == "assess"; }));
}

}  // namespace
}  // namespace quaywatt::server
