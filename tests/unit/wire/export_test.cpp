// Exports larger and stranger than the golden one, verified by the two verifiers that know nothing of this code: the
// shell commands printed in README.md and tests/verifier/verify_ledger.py.
#include "schema/wire/export.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "schema/wire/chain.h"
#include "tests/unit/wire/golden.h"
#include "tests/unit/wire/true_ledger.h"

namespace quaywatt::wire {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for the files of one export, gone afterwards.
class ExportFolder {
 public:
  explicit ExportFolder(const ExportFiles& files)
      : path_(fs::temp_directory_path() / ("quaywatt-export-" + std::to_string(::getpid()))) {
    for (const auto& [name, bytes] : files) {
      fs::create_directories((path_ / name).parent_path());
      std::ofstream(path_ / name, std::ios::binary) << bytes;
    }
    const std::string readme = files.at("README.md");
    const auto start = readme.find("```sh\n") + 6;
    std::ofstream(path_ / "commands.sh", std::ios::binary) << readme.substr(start, readme.find("```\n", start) - start);
  }
  ExportFolder(const ExportFolder&) = delete;
  ExportFolder& operator=(const ExportFolder&) = delete;
  ~ExportFolder() { fs::remove_all(path_); }

  int by_shell() const { return run("cd '" + path_.string() + "' && sh commands.sh >said.txt 2>&1"); }
  int by_python() const {
    return run("python3 '" QUAYWATT_SOURCE_DIR "/tests/verifier/verify_ledger.py' '" + path_.string() + "' >'" +
               (path_ / "said.txt").string() + "' 2>&1");
  }
  std::string said() const {
    std::ifstream file(path_ / "said.txt");
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  static int run(const std::string& command) {
    const int result = std::system(command.c_str());
    return WIFEXITED(result) ? WEXITSTATUS(result) : -1;
  }

  fs::path path_;
};

LedgerExport export_of(const TrueLedger& ledger) {
  LedgerExport exported;
  exported.agent = kGoldenAgent;
  exported.program_version = "quaywatt-agent 0.1.0";
  for (const auto& epoch : ledger.epochs) exported.epochs.push_back({epoch.number, 1, epoch.heads[0], epoch.lines});
  return exported;
}

TEST(Export, LongLedgerIsSignedInBatchesThatFollowOn) {
  const TrueLedger ledger({kBatchMaxLines + 1, 1, 3});
  const auto files = export_ledger(export_of(ledger), golden_agent_key());
  EXPECT_TRUE(files.contains("epoch-1/batches/000000000001-000000001000.txt"));
  EXPECT_TRUE(files.contains("epoch-1/batches/000000001001-000000001001.txt.sig"));
  const ExportFolder folder(files);
  EXPECT_EQ(folder.by_shell(), 0) << folder.said();
  EXPECT_NE(folder.said().find("epoch-1 lines 1 to 1001: head " + ledger.epochs[0].heads.back()), std::string::npos);
  EXPECT_EQ(folder.by_python(), 0) << folder.said();
}

TEST(Export, MayStartInTheMiddleOfAnEpoch) {
  const TrueLedger ledger({20});
  LedgerExport exported = export_of(ledger);
  auto& epoch = exported.epochs.front();
  epoch.first_seq = 8;
  epoch.head_before = ledger.epochs[0].heads[7];
  epoch.lines.erase(epoch.lines.begin(), epoch.lines.begin() + 7);
  const ExportFolder folder(export_ledger(exported, golden_agent_key()));
  EXPECT_EQ(folder.by_shell(), 0) << folder.said();
  EXPECT_EQ(folder.by_python(), 0) << folder.said();
}

TEST(Export, A10_LinesThatMeanNothingAreEvidenceAllTheSame) {
  const TrueLedger ledger({3});
  LedgerExport exported = export_of(ledger);
  exported.epochs[0].lines[1] = "  back\\slash %s $HOME `x` \xFF\xC0 no JSON \t ";
  exported.epochs[0].lines[2] = "";
  const ExportFolder folder(export_ledger(exported, golden_agent_key()));
  EXPECT_EQ(folder.by_shell(), 0) << folder.said();
  EXPECT_EQ(folder.by_python(), 0) << folder.said();
  EXPECT_NE(folder.said().find(R"("set_aside": [{"seq": 2)"), std::string::npos) << folder.said();
}

TEST(Export, KeyIdsThatCannotBeFileNamesAreRefused) {
  const std::string key = golden_receipt_key().public_key().base64();
  for (const char* bad : {"", "..", ".hidden", "a/b", "../x", "a b", "键"}) {
    LedgerExport exported = golden_export();
    exported.receipt_keys = {{bad, key}};
    EXPECT_THROW(export_ledger(exported, golden_agent_key()), std::invalid_argument) << bad;
  }
}

TEST(Export, NeverHoldsAPrivateKey) {
  for (const auto& [name, bytes] : export_ledger(golden_export(), golden_agent_key())) {
    EXPECT_EQ(bytes.find("PRIVATE"), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace quaywatt::wire
