// The rules as data: each case of tests/golden/assess is the base stay with a patch and the whole expected verdict;
// the sample of cases beside the project is run where it is there.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/unit/server/assess_run.h"

namespace quaywatt::server {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const fs::path kGolden = fs::path{QUAYWATT_SOURCE_DIR} / "tests/golden/assess";
const fs::path kSample = fs::path{QUAYWATT_SOURCE_DIR} / "../shared/cases/assess.json";

json read_json(const fs::path& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  return json::parse(file);
}

void expect_verdicts(const json& cases, const Answer& answer) {
  ASSERT_EQ(answer.exit_status, 0) << answer.messages;
  ASSERT_EQ(answer.messages, "");
  ASSERT_EQ(answer.lines.size(), cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(answer.lines[i]["id"], cases[i]["id"]);
    for (const auto& [key, expected] : cases[i]["expect"].items()) {
      EXPECT_EQ(answer.lines[i][key], expected) << cases[i]["id"] << " " << key << ": " << cases[i]["about"];
    }
  }
}

json golden_cases() {
  const json base = read_json(kGolden / "base.json")["facts"];
  json cases = json::array();
  for (const auto& file : fs::directory_iterator(kGolden)) {
    if (file.path().filename() == "base.json") continue;
    for (json item : read_json(file.path())) {
      item["id"] = item["name"];
      item["facts"] = patched(base, item["patch"]);
      cases.push_back(item);
    }
  }
  return cases;
}

TEST(AssessGolden, EveryCaseIsJudgedAsWritten) {
  const json cases = golden_cases();
  ASSERT_GT(cases.size(), 100U);
  expect_verdicts(cases, assessed(cases));
}

TEST(AssessGolden, ExpectsEveryOutcomeResponsibleAndFinding) {
  std::set<std::string> outcomes;
  std::set<std::string> responsible;
  std::set<std::string> findings;
  for (const json& item : golden_cases()) {
    outcomes.insert(item["expect"]["outcome"]);
    responsible.insert(item["expect"]["responsible"]);
    for (const json& finding : item["expect"]["findings"]) findings.insert(finding.get<std::string>());
  }
  EXPECT_EQ(outcomes.size(), 15U);
  EXPECT_EQ(responsible.size(), 4U);
  EXPECT_EQ(findings.size(), 10U);
}

TEST(AssessGolden, TheSampleOfCasesIsJudgedAsExpected) {
  if (!fs::exists(kSample)) GTEST_SKIP() << "no " << kSample << ": the sample of cases is not part of the project";
  const json cases = read_json(kSample);
  ASSERT_FALSE(cases.empty());
  expect_verdicts(cases, assessed(cases));
}

}  // namespace
}  // namespace quaywatt::server
