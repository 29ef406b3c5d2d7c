// The shipped disk: what was acknowledged is in a copy taken at any moment, as a power cut would leave it; a disk that
// refuses is believed at once; a second program goes away.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "Poco/Data/SQLite/Connector.h"
#include "Poco/Data/Session.h"
#include "berth-agent/ledger/ledger.h"
#include "berth-agent/ledger/sqlite_ledger_store.h"
#include "berth-agent/ledger/verification.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::test {
namespace {

using agent::SqliteLedgerStore;
using Access = SqliteLedgerStore::Access;
namespace fs = std::filesystem;

constexpr char kAgent[] = "jy-shili-01";

struct SqliteLedger : testing::Test {
  fs::path file() const { return dir.path() / "ledger.sqlite"; }

  /// Opens the ledger when it is empty and appends `count` lines.
  void write(SqliteLedgerStore& store, int count) {
    agent::Ledger ledger(kAgent, store, clock);
    ledger.recover();
    if (!ledger.is_open()) ledger.open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1}, 1);
    for (int i = 0; i < count; ++i) ledger.append(ledger.device(), domain::MeterSilent{"M-1", "SP-1", "no answer"});
  }

  /// The files as they stand at this moment, as a power cut would leave them.
  fs::path copy_files(const std::string& name) {
    const fs::path copy = dir.path() / name;
    fs::create_directory(copy);
    fs::copy_file(file(), copy / "ledger.sqlite");
    if (fs::exists(file().string() + "-wal")) fs::copy_file(file().string() + "-wal", copy / "ledger.sqlite-wal");
    return copy / "ledger.sqlite";
  }

  TempDir dir;
  ManualClock clock;
};

TEST_F(SqliteLedger, HoldsWhatWasAppendedAndNoted) {
  SqliteLedgerStore store(file(), Access::write);
  EXPECT_FALSE(store.last().has_value());
  EXPECT_TRUE(store.epochs().empty());
  store.append({{{1, 1}, "one", "h1"}, {{1, 2}, "two", "h2"}, {{3, 1}, "三", "h3"}});
  EXPECT_EQ(store.last()->line, "三");
  EXPECT_EQ(store.at({1, 2})->head, "h2");
  EXPECT_FALSE(store.at({1, 3}).has_value());
  EXPECT_EQ(store.epochs(), (std::vector<std::uint32_t>{1, 3}));
  EXPECT_EQ(store.last_seq_of_epoch(1), 2U);
  EXPECT_FALSE(store.last_seq_of_epoch(2).has_value());
  store.put_note("receipt", "a");
  store.put_note("receipt", "b");
  EXPECT_EQ(store.note("receipt"), "b");
  EXPECT_FALSE(store.note("none").has_value());
}

TEST_F(SqliteLedger, ReadsWithinBothLimitsAndNeverAcrossAGap) {
  SqliteLedgerStore store(file(), Access::write);
  store.append({{{1, 1}, "aaaa", "h"}, {{1, 2}, "bbbb", "h"}, {{1, 3}, "cccc", "h"}, {{1, 5}, "eeee", "h"}});
  EXPECT_EQ(store.read({1, 1}, 2, 1000).size(), 2U);
  EXPECT_EQ(store.read({1, 1}, 100, 10).size(), 2U);
  EXPECT_EQ(store.read({1, 1}, 100, 1).size(), 1U) << "at least one";
  EXPECT_EQ(store.read({1, 1}, 100, 1000).size(), 3U);
  EXPECT_TRUE(store.read({1, 4}, 100, 1000).empty());
  EXPECT_TRUE(store.read({2, 1}, 100, 1000).empty());
}

TEST_F(SqliteLedger, AppendsAllOrNone) {
  SqliteLedgerStore store(file(), Access::write);
  store.append({{{1, 1}, "one", "h1"}});
  EXPECT_THROW(store.append({{{1, 2}, "two", "h2"}, {{1, 1}, "again", "h"}}), agent::StorageFailure);
  EXPECT_EQ(store.last()->position, (domain::LedgerPosition{1, 1}));
  store.append({{{1, 2}, "two", "h2"}});
  EXPECT_EQ(store.last_seq_of_epoch(1), 2U);
}

TEST_F(SqliteLedger, AsksForWalAndFullSync) {
  SqliteLedgerStore store(file(), Access::write);
  EXPECT_TRUE(fs::exists(file().string() + "-wal"));
}

TEST_F(SqliteLedger, A1_CopyTakenAtAnyMomentHoldsEverythingAcknowledged) {
  SqliteLedgerStore store(file(), Access::write);
  for (int round = 1; round <= 3; ++round) {
    write(store, 20);
    SqliteLedgerStore copy(copy_files("cut" + std::to_string(round)), Access::write);
    agent::Ledger after(kAgent, copy, clock);
    after.recover();
    EXPECT_EQ(after.position(), store.last()->position);
    EXPECT_EQ(after.head(), store.last()->head);
  }
}

TEST_F(SqliteLedger, A2_TornTailLosesOnlyWhatWasTornAndTheRestIsChained) {
  SqliteLedgerStore store(file(), Access::write);
  write(store, 30);
  const auto whole = fs::file_size(file().string() + "-wal");
  std::uint64_t longest = 0;
  // Cuts inside pages, at page ends and in the log's own header.
  for (std::uintmax_t cut = 7; cut < whole; cut += whole / 23) {
    const fs::path torn = copy_files("torn" + std::to_string(cut));
    fs::resize_file(torn.string() + "-wal", cut);
    SqliteLedgerStore copy(torn, Access::write);
    const auto check = agent::verify_ledger(copy, kAgent, std::nullopt);
    EXPECT_FALSE(check.first_break.has_value()) << "cut at " << cut;
    EXPECT_GE(check.lines, longest) << "a longer log holds no less";
    longest = check.lines;
    write(copy, 1);
    EXPECT_FALSE(agent::verify_ledger(copy, kAgent, std::nullopt).first_break.has_value());
  }
  EXPECT_GT(longest, 20U);
}

TEST_F(SqliteLedger, X5_RowEditedInTheFileIsFoundAtItsRow) {
  {
    SqliteLedgerStore store(file(), Access::write);
    write(store, 9);
  }
  {
    Poco::Data::SQLite::Connector::registerConnector();
    Poco::Data::Session editor("SQLite", file().string());
    editor << "UPDATE lines SET line = replace(line, 'no answer', 'an answer') WHERE seq = 6",
        Poco::Data::Keywords::now;
  }
  SqliteLedgerStore store(file(), Access::read_only);
  const auto check = agent::verify_ledger(store, kAgent, std::nullopt);
  ASSERT_TRUE(check.first_break.has_value());
  EXPECT_EQ(check.first_break->at, (domain::LedgerPosition{1, 6}));
  EXPECT_EQ(check.lines, 5U);
}

TEST_F(SqliteLedger, A5_DamagedPagesAreABreakNotACrash) {
  {
    SqliteLedgerStore store(file(), Access::write);
    agent::Ledger ledger(kAgent, store, clock);
    ledger.open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1}, 1);
    ledger.append_all(ledger.device(), std::vector<domain::LineBody>(400, domain::MeterSilent{"M-1", "SP-1", "none"}));
  }
  const auto size = fs::file_size(file());
  std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(static_cast<std::streamoff>(size / 2));
  bytes << std::string(8192, '\xEE');
  bytes.close();
  SqliteLedgerStore store(file(), Access::read_only);
  const auto check = agent::verify_ledger(store, kAgent, std::nullopt);
  ASSERT_TRUE(check.first_break.has_value());
  EXPECT_EQ(check.first_break->kind, agent::LedgerBreak::Kind::unreadable);
  EXPECT_GT(check.lines, 0U);
  EXPECT_LT(check.lines, 401U);
}

TEST_F(SqliteLedger, A6_SecondOpeningIsRefusedInBothLanguages) {
  SqliteLedgerStore store(file(), Access::write);
  try {
    SqliteLedgerStore second(file(), Access::write);
    FAIL() << "two writers";
  } catch (const agent::LedgerInUse& refusal) {
    const std::string text = refusal.what();
    EXPECT_NE(text.find("另一个"), std::string::npos);
    EXPECT_NE(text.find("in use"), std::string::npos);
    EXPECT_NE(text.find(std::to_string(getpid())), std::string::npos);
  }
  EXPECT_NO_THROW(SqliteLedgerStore(file(), Access::read_only)) << "looking is free";
}

TEST_F(SqliteLedger, A6_LockEndsWithItsProcess) {
  const pid_t child = fork();
  if (child == 0) {
    auto* store = new SqliteLedgerStore(file(), Access::write);
    _exit(store->last().has_value() ? 1 : 0);  // as kill -9 would end it: no destructor
  }
  int outcome = 0;
  ASSERT_EQ(waitpid(child, &outcome, 0), child);
  ASSERT_EQ(outcome, 0);
  EXPECT_NO_THROW(SqliteLedgerStore(file(), Access::write));
}

TEST_F(SqliteLedger, A4_RefusedDiskWriteIsNotAcknowledgedAndNotPretendedAway) {
  SqliteLedgerStore store(file(), Access::write);
  write(store, 2);
  const auto held = store.last()->position;
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{static_cast<rlim_t>(fs::file_size(file().string() + "-wal")), before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(store.append({{{1, 4}, std::string(9000, 'x'), "h"}}), agent::StorageFailure);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_DFL);
  EXPECT_THROW(store.append({{{1, 4}, "x", "h"}}), agent::StorageFailure) << "not believed again before a restart";
  const fs::path copy = copy_files("after");
  SqliteLedgerStore again(copy, Access::write);
  EXPECT_EQ(again.last()->position, held);
}

TEST_F(SqliteLedger, A14_NewerFormatIsNotTouched) {
  {
    SqliteLedgerStore store(file(), Access::write);
  }
  {
    Poco::Data::Session editor("SQLite", file().string());
    editor << "PRAGMA user_version=99", Poco::Data::Keywords::now;
  }
  EXPECT_THROW(SqliteLedgerStore(file(), Access::write), agent::StorageFailure);
}

TEST_F(SqliteLedger, FileThatIsNoLedgerIsRefused) {
  std::ofstream(file()) << std::string(4096, 'x');
  EXPECT_THROW(SqliteLedgerStore(file(), Access::write), agent::StorageFailure);
  EXPECT_THROW(SqliteLedgerStore(dir.path() / "none.sqlite", Access::read_only), agent::StorageFailure);
}

}  // namespace
}  // namespace quaywatt::test
