// The golden files are the contract in bytes: the encoder writes them, the decoder reads them, LINES.md shows them.
// After a deliberate change run this program once with QUAYWATT_REWRITE_GOLDEN=1 (it then fails, saying what it
// wrote) and paste the new examples into LINES.md.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "domain/berth/journal.h"
#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "tests/unit/wire/golden.h"

namespace quaywatt::wire {
namespace {

void expect_golden(const std::string& name, const std::string& bytes) {
  if (std::getenv("QUAYWATT_REWRITE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(std::filesystem::path(golden_path(name)).parent_path());
    std::ofstream(golden_path(name), std::ios::binary) << bytes;
    ADD_FAILURE() << "wrote " << golden_path(name);
  }
  EXPECT_EQ(golden_text(name), bytes) << name;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

std::vector<std::string> encoded_lines() {
  std::vector<std::string> lines;
  for (const auto& line : golden_lines()) lines.push_back(encode_line(line));
  return lines;
}

/// Lines of LINES.md, as a set: an example stands on a line of its own.
std::set<std::string> lines_of_contract() {
  std::ifstream file(QUAYWATT_SOURCE_DIR "/schema/wire/LINES.md");
  std::set<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.insert(line);
  return lines;
}

TEST(Golden, LinesAreWhatTheEncoderWrites) { expect_golden("lines.ndjson", joined(encoded_lines())); }

TEST(Golden, MessagesAreWhatTheEncoderWrites) { expect_golden("messages.ndjson", joined(golden_messages())); }

TEST(Golden, ExportIsWhatTheExporterWrites) {
  for (const auto& [name, bytes] : export_ledger(golden_export(), golden_agent_key())) {
    expect_golden("ledger/" + name, bytes);
  }
}

TEST(Golden, ExportFolderHoldsNothingElse) {
  const auto files = export_ledger(golden_export(), golden_agent_key());
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(golden_path("ledger"))) {
    if (!entry.is_regular_file()) continue;
    ++found;
    EXPECT_TRUE(files.contains(std::filesystem::relative(entry.path(), golden_path("ledger")).generic_string()))
        << entry.path();
  }
  EXPECT_EQ(found, files.size());
}

TEST(Golden, EveryLineDecodesToWhatWasWritten) {
  for (const auto& line : golden_lines()) {
    const auto decoded = decode_line(encode_line(line), line.position);
    ASSERT_TRUE(std::holds_alternative<domain::LedgerLine>(decoded)) << std::get<LineDefect>(decoded).pointer;
    EXPECT_EQ(std::get<domain::LedgerLine>(decoded), line);
  }
}

TEST(Golden, EveryKindOfLineIsThere) {
  std::set<std::size_t> kinds;
  for (const auto& line : golden_lines()) kinds.insert(line.body.index());
  EXPECT_EQ(kinds.size(), std::variant_size_v<domain::LineBody>);
}

TEST(Golden, ContractShowsEveryExample) {
  const auto contract = lines_of_contract();
  for (const auto& line : encoded_lines()) EXPECT_TRUE(contract.contains(line)) << line;
  for (const auto& message : golden_messages()) EXPECT_TRUE(contract.contains(message)) << message;
}

TEST(Golden, KeyChangesWhereItIsSaidTo) {
  const auto line = golden_lines().at(kGoldenKeyChange - 1);
  EXPECT_TRUE(std::holds_alternative<domain::KeyChanged>(line.body)) << kind_name(line.body);
}

TEST(Golden, StoryCouldHaveHappened) {
  domain::BerthJournal journal;
  for (const auto& line : golden_lines()) {
    const auto outcome = domain::apply(journal, line);
    const auto* refusal = std::get_if<domain::LineRefusal>(&outcome);
    EXPECT_EQ(refusal, nullptr) << format_ref(line.position) << " " << domain::refusal_name(*refusal);
  }
}

}  // namespace
}  // namespace quaywatt::wire
