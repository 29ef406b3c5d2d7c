// Plans that once failed, each cut down to the few faults that mattered.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/simulation/run.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::simulation {
namespace {

std::vector<std::filesystem::path> plan_files() {
  std::vector<std::filesystem::path> files;
  const auto folder = std::filesystem::path(QUAYWATT_SOURCE_DIR) / "tests/simulation/regressions";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

class OnceFailed : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(OnceFailed, IsMended) {
  std::stringstream text;
  text << std::ifstream(GetParam()).rdbuf();
  const test::TempDir folder;
  const auto outcome = run_plan(plan_from_json(text.str()), {}, folder.path() / "run");
  for (const auto& failure : outcome.failures) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Regressions, OnceFailed, testing::ValuesIn(plan_files()), [](const auto& plan) {
  std::string name = plan.param.stem().string();
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

TEST(Plan, SurvivesItsWrittenForm) {
  const Plan plan = draw_plan(17, 0);
  const Plan read = plan_from_json(to_json(plan));
  EXPECT_EQ(read.faults, plan.faults);
  EXPECT_EQ(read.length, plan.length);
  EXPECT_EQ(read.seed, plan.seed);
}

TEST(Run, SameSeedIsTheSameRun) {
  const test::TempDir folder;
  for (const std::uint64_t seed : {3U, 4U, 5U}) {
    const auto first = run_plan(draw_plan(seed, 0), {}, folder.path() / "run");
    const auto second = run_plan(draw_plan(seed, 0), {}, folder.path() / "run");
    EXPECT_EQ(first.hash, second.hash) << "seed " << seed;
  }
}

}  // namespace
}  // namespace quaywatt::simulation
