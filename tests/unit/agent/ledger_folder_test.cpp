// A damaged ledger is kept as evidence and its sound part goes on; nothing is lost twice, nothing is hidden.

#include <gtest/gtest.h>

#include <fstream>

#include "Poco/Data/SQLite/Connector.h"
#include "Poco/Data/Session.h"
#include "berth-agent/ledger/ledger.h"
#include "berth-agent/ledger/ledger_folder.h"
#include "berth-agent/ledger/start_epoch.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::test {
namespace {

namespace fs = std::filesystem;
using Reason = domain::EpochOpened::Reason;
using Previous = domain::EpochOpened::Previous;

constexpr char kAgent[] = "jy-shili-01";

struct LedgerFolder : testing::Test {
  void write_lines(int count) {
    const auto opened = agent::open_ledger_folder(dir.path(), kAgent, clock);
    agent::Ledger ledger(kAgent, *opened.store, clock);
    ledger.recover();
    if (!ledger.is_open()) ledger.open_epoch({std::nullopt, Reason::first, "0.1.0", 1}, 1);
    const std::vector<domain::LineBody> lines(static_cast<std::size_t>(count), domain::MeterSilent{"M", "S", "no"});
    ledger.append_all(ledger.device(), lines);
  }

  std::vector<std::string> evidence() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(dir.path())) {
      const std::string name = entry.path().filename().string();
      if (name.find("damaged") != std::string::npos) found.push_back(name);
    }
    return found;
  }

  TempDir dir;
  ManualClock clock;
};

TEST_F(LedgerFolder, SoundLedgerIsOpenedAsItIs) {
  write_lines(3);
  const auto opened = agent::open_ledger_folder(dir.path(), kAgent, clock);
  EXPECT_FALSE(opened.lost);
  EXPECT_EQ(opened.said, "");
  EXPECT_EQ(opened.store->last()->position, (domain::LedgerPosition{1, 4}));
  EXPECT_TRUE(evidence().empty());
}

TEST_F(LedgerFolder, A5_SoundPartGoesOnAndTheDamagedFileIsKept) {
  write_lines(9);
  {
    Poco::Data::SQLite::Connector::registerConnector();
    Poco::Data::Session editor("SQLite", agent::ledger_file(dir.path()).string());
    editor << "UPDATE lines SET line = line || ' ' WHERE seq = 7", Poco::Data::Keywords::now;
  }
  {
    const auto opened = agent::open_ledger_folder(dir.path(), kAgent, clock);
    EXPECT_TRUE(opened.lost);
    EXPECT_EQ(opened.highest_epoch, 1U);
    EXPECT_NE(opened.said.find("1.7"), std::string::npos);
    EXPECT_EQ(opened.store->last()->position, (domain::LedgerPosition{1, 6}));
  }
  EXPECT_EQ(evidence().size(), 1U);
  auto again = agent::open_ledger_folder(dir.path(), kAgent, clock);
  EXPECT_TRUE(again.lost) << "remembered until an epoch says so";
  EXPECT_EQ(again.said, "");
  agent::ledger_went_on(*again.store);
  again.store.reset();
  EXPECT_FALSE(agent::open_ledger_folder(dir.path(), kAgent, clock).lost);
}

TEST_F(LedgerFolder, A5_FileThatIsNoDatabaseAnyMoreIsSetAside) {
  write_lines(3);
  std::ofstream(agent::ledger_file(dir.path()), std::ios::binary) << std::string(8192, '\x5A');
  const auto opened = agent::open_ledger_folder(dir.path(), kAgent, clock);
  EXPECT_TRUE(opened.lost);
  EXPECT_FALSE(opened.store->last().has_value());
  EXPECT_EQ(evidence().size(), 1U);
}

TEST_F(LedgerFolder, AnotherAgentsLedgerIsNotTouched) {
  write_lines(3);
  EXPECT_THROW(agent::open_ledger_folder(dir.path(), "jy-other-02", clock), agent::StorageFailure);
  EXPECT_TRUE(evidence().empty());
}

const Previous kOurs{{1, 100}, std::string(64, 'a')};
const Previous kServers{{1, 90}, std::string(64, 'b')};

agent::StartFacts facts_of_a_running_cabinet() {
  agent::StartFacts facts;
  facts.last = kOurs.last;
  facts.head = kOurs.head;
  facts.enrolment_new = false;
  return facts;
}

TEST(StartEpoch, GoesOnInTheOpenEpoch) {
  EXPECT_EQ(agent::decide_start(facts_of_a_running_cabinet()), agent::StartDecision{agent::GoOn{}});
}

TEST(StartEpoch, FirstEnrolmentOpensTheFirstEpoch) {
  EXPECT_EQ(agent::decide_start({}), (agent::StartDecision{agent::EpochStart{1, Reason::first, std::nullopt}}));
}

TEST(StartEpoch, NewMachineForAnOldCabinetGoesOnBehindWhatTheServerHolds) {
  agent::StartFacts facts;
  facts.enrolled = {2, kServers};
  EXPECT_EQ(agent::decide_start(facts), (agent::StartDecision{agent::EpochStart{2, Reason::enrolled_again, kServers}}));
}

TEST(StartEpoch, EnrolledAgainWithoutForkLeadsThroughTheLinesThatWait) {
  auto facts = facts_of_a_running_cabinet();
  facts.enrolment_new = true;
  facts.enrolled = {2, kServers};
  facts.held_is_ours = true;
  EXPECT_EQ(agent::decide_start(facts), (agent::StartDecision{agent::EpochStart{2, Reason::enrolled_again, kOurs}}));
}

TEST(StartEpoch, A8_EnrolledAgainAfterAForkGoesOnBehindTheServer) {
  auto facts = facts_of_a_running_cabinet();
  facts.last.epoch = 4;  // epochs nobody took are not used again
  facts.enrolment_new = true;
  facts.enrolled = {2, kServers};
  EXPECT_EQ(agent::decide_start(facts), (agent::StartDecision{agent::EpochStart{5, Reason::enrolled_again, kServers}}));
}

TEST(StartEpoch, A5_LostLinesAreSaid) {
  auto facts = facts_of_a_running_cabinet();
  facts.lost = true;
  facts.highest_epoch = 3;
  EXPECT_EQ(agent::decide_start(facts), (agent::StartDecision{agent::EpochStart{4, Reason::ledger_lost, kOurs}}));
}

TEST(StartEpoch, A5_EmptyLedgerOfAKnownCabinetAsksTheServerBeforeItCountsAnew) {
  agent::StartFacts facts;
  facts.enrolment_new = false;
  EXPECT_EQ(agent::decide_start(facts), agent::StartDecision{agent::AskServerFirst{}});
  facts.highest_epoch = 7;
  EXPECT_EQ(agent::start_after(kServers, facts), (agent::EpochStart{8, Reason::ledger_lost, kServers}));
  EXPECT_EQ(agent::start_after({}, facts), (agent::EpochStart{8, Reason::first, std::nullopt}));
}

}  // namespace
}  // namespace quaywatt::test
