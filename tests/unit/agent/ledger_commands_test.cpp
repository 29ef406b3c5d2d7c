// `ledger verify` and `ledger export` as an inspector calls them, on a cabinet's folder on a real disk.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "Poco/Data/SQLite/Connector.h"
#include "Poco/Data/Session.h"
#include "berth-agent/cli/ledger_commands.h"
#include "berth-agent/ledger/ledger.h"
#include "berth-agent/ledger/ledger_folder.h"
#include "berth-agent/uplink/uplink.h"
#include "tests/support/enrolled_folder.h"
#include "tests/support/cabinet_settings.h"
#include "tests/support/manual_clock.h"

namespace quaywatt::test {
namespace {

namespace fs = std::filesystem;

constexpr char kAgent[] = "jy-shili-01";

struct LedgerCommands : testing::Test {
  LedgerCommands() {
    write_cabinet_settings(config_file(), dir.path());
    const auto opened = agent::open_ledger_folder(dir.path(), kAgent, clock);
    agent::Ledger ledger(kAgent, *opened.store, clock);
    ledger.open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1}, 1);
    for (int i = 0; i < 9; ++i) ledger.append(ledger.device(), domain::MeterSilent{"M-1", "SP-1", "no answer"});
  }

  /// As if the server had signed that it holds this.
  void keep_receipt(const domain::LedgerPosition& held, const domain::Head& head) {
    wire::BatchAnswer answer;
    answer.verdict = "accepted";
    answer.receipt = {kAgent, held, head, clock.now().wall, "r1", {}};
    answer.receipt.signature = dir.receipt_key().sign(wire::signed_text(answer.receipt));
    agent::SqliteLedgerStore store(ledger(), agent::SqliteLedgerStore::Access::write);
    store.put_note(agent::Uplink::kReceiptNote, wire::encode_answer(answer));
  }

  domain::Head head_at(std::uint64_t seq) {
    agent::SqliteLedgerStore store(ledger(), agent::SqliteLedgerStore::Access::read_only);
    return store.at({1, seq})->head;
  }

  void edit(const std::string& sql) {
    Poco::Data::SQLite::Connector::registerConnector();
    Poco::Data::Session editor("SQLite", ledger().string());
    editor << sql, Poco::Data::Keywords::now;
  }

  int run(const std::vector<std::string>& arguments) {
    std::istringstream in;
    std::ostringstream out_text;
    std::ostringstream err_text;
    const int code = agent::run_ledger_command(arguments, in, out_text, err_text);
    out = out_text.str();
    err = err_text.str();
    return code;
  }

  bool says(const std::string& text) const { return out.find(text) != std::string::npos; }

  fs::path config_file() const { return dir.path() / "agent.toml"; }
  fs::path ledger() const { return agent::ledger_file(dir.path()); }

  EnrolledFolder dir;
  ManualClock clock;
  std::string out;
  std::string err;
};

TEST_F(LedgerCommands, WholeLedgerVerifiesByItselfAndAgainstTheReceipt) {
  EXPECT_EQ(run({"verify", "--ledger", ledger().string()}), 0) << out << err;
  EXPECT_TRUE(says("lines 10 unreadable 0"));
  EXPECT_TRUE(says("epoch 1 lines 10 head " + head_at(10)));
  keep_receipt({1, 8}, head_at(8));
  EXPECT_EQ(run({"verify", "--config", config_file().string()}), 0) << out << err;
  EXPECT_TRUE(says("receipt 1.8"));
}

TEST_F(LedgerCommands, X5_EditedRowIsNamedAndTheStatusIsOne) {
  edit("UPDATE lines SET line = replace(line, 'no answer', 'an answer') WHERE seq = 6");
  EXPECT_EQ(run({"verify", "--config", config_file().string()}), 1);
  EXPECT_TRUE(says("break 1.6")) << out;
  EXPECT_TRUE(says("lines 5 "));
}

TEST_F(LedgerCommands, X5_RemovedRowIsNamed) {
  edit("DELETE FROM lines WHERE seq = 4");
  EXPECT_EQ(run({"verify", "--ledger", ledger().string()}), 1);
  EXPECT_TRUE(says("break 1.4")) << out;
}

TEST_F(LedgerCommands, X5_ShortenedLedgerIsWholeInItselfButNotForTheReceipt) {
  keep_receipt({1, 10}, head_at(10));
  edit("DELETE FROM lines WHERE seq > 7");
  EXPECT_EQ(run({"verify", "--ledger", ledger().string()}), 0);
  EXPECT_EQ(run({"verify", "--config", config_file().string()}), 1);
  EXPECT_TRUE(says("receipt 1.10")) << out;
}

TEST_F(LedgerCommands, X6_LedgerComputedAnewDisagreesWithTheReceipt) {
  keep_receipt({1, 8}, domain::Head(64, 'd'));
  EXPECT_EQ(run({"verify", "--config", config_file().string()}), 1);
  EXPECT_FALSE(says("台账完整"));
}

TEST_F(LedgerCommands, NameOfAnotherAgentDoesNotVerify) {
  EXPECT_EQ(run({"verify", "--ledger", ledger().string(), "--agent", "jy-other-02"}), 1);
  EXPECT_TRUE(says("break 1.1"));
}

TEST_F(LedgerCommands, WrongCallsAreTwo) {
  EXPECT_EQ(run({}), 2);
  EXPECT_EQ(run({"verify"}), 2);
  EXPECT_EQ(run({"verify", "--ledger", "a", "--config", "b"}), 2);
  EXPECT_EQ(run({"verify", "--ledger"}), 2);
  EXPECT_EQ(run({"verify", "--ledgr", "a"}), 2);
  EXPECT_EQ(run({"export", "--config", config_file().string()}), 2);
  EXPECT_EQ(run({"mend"}), 2);
}

TEST_F(LedgerCommands, ExportIsAFolderForStrangersAndNeverOverwrites) {
  const fs::path folder = dir.path() / "export";
  ASSERT_EQ(run({"export", "--config", config_file().string(), "--out", folder.string() + "/"}), 0) << err;
  EXPECT_TRUE(fs::exists(folder / "README.md"));
  EXPECT_TRUE(fs::exists(folder / "epoch-1" / "lines.ndjson"));
  EXPECT_FALSE(fs::exists(folder.string() + ".part"));
  EXPECT_THROW(run({"export", "--config", config_file().string(), "--out", folder.string()}), std::runtime_error);
}

TEST_F(LedgerCommands, X5_EditedLedgerIsNotSignedAnew) {
  edit("UPDATE lines SET line = line || ' ' WHERE seq = 3");
  const fs::path folder = dir.path() / "export";
  EXPECT_EQ(run({"export", "--config", config_file().string(), "--out", folder.string()}), 1);
  EXPECT_NE(err.find("1.3"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder));
}

}  // namespace
}  // namespace quaywatt::test
