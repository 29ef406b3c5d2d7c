// The cabinet as it is put together, with no server and no meter in reach: it starts, records, stops and starts again.

#include <gtest/gtest.h>

#include <sstream>

#include "berth-agent/cli/cabinet.h"
#include "schema/wire/line_codec.h"
#include "tests/support/enrolled_folder.h"

namespace quaywatt::test {
namespace {

namespace fs = std::filesystem;
using Reason = domain::EpochOpened::Reason;

struct CabinetTest : testing::Test {
  /// A port of the loopback where nobody listens.
  static constexpr std::uint16_t kNobody = 1;

  agent::AgentConfig config() const {
    agent::AgentConfig out;
    out.state_dir = folder.path();
    out.berth = "JY-01";
    out.local.tcp_port = 0;
    out.uplink.host = "127.0.0.1";
    out.uplink.tcp_port = kNobody;
    out.supply_points = {{"SP-1", "M-1", {380, 50, 3, 63}, 40'000, domain::ChecklistCompleted::List::low_voltage}};
    agent::MeterConfig meter;
    meter.id = "M-1";
    meter.protocol = agent::MeterProtocol::dlt645_2007_tcp;
    meter.host = "127.0.0.1";
    meter.tcp_port = kNobody;
    meter.address = "202309000123";
    meter.timeout_ms = 50;
    meter.retries = 0;
    out.meters = {meter};
    return out;
  }

  void run_once(const agent::AgentConfig& with) {
    agent::Cabinet cabinet(with, log);
    cabinet.start();
    cabinet.stop();
  }

  std::vector<domain::LedgerLine> lines() const {
    agent::SqliteLedgerStore store(agent::ledger_file(folder.path()), agent::SqliteLedgerStore::Access::read_only);
    std::vector<domain::LedgerLine> out;
    for (const auto epoch : store.epochs()) {
      for (const auto& stored : store.read({epoch, 1}, 1000, 1 << 20)) {
        out.push_back(std::get<domain::LedgerLine>(wire::decode_line(stored.line)));
      }
    }
    return out;
  }

  template <typename Kind>
  std::vector<Kind> all() const {
    std::vector<Kind> out;
    for (const auto& line : lines()) {
      if (const auto* body = std::get_if<Kind>(&line.body)) out.push_back(*body);
    }
    return out;
  }

  std::string refusal_of(const agent::AgentConfig& with) {
    try {
      agent::Cabinet cabinet(with, log);
    } catch (const std::runtime_error& refusal) {
      return refusal.what();
    }
    return "started";
  }

  EnrolledFolder folder;
  std::ostringstream log;
};

TEST_F(CabinetTest, StartsWithoutServerAndMeterAndKnowsAnOrderlyStop) {
  run_once(config());
  run_once(config());
  ASSERT_EQ(all<domain::EpochOpened>().size(), 1U);
  EXPECT_EQ(all<domain::EpochOpened>()[0].reason, Reason::first);
  const auto starts = all<domain::ProgramStarted>();
  ASSERT_EQ(starts.size(), 2U);
  EXPECT_TRUE(starts[1].clean_before);
  EXPECT_NE(log.str().find("offline"), std::string::npos);
}

TEST_F(CabinetTest, A1_StopWithoutOrderIsSaidByTheNextStart) {
  { agent::Cabinet cabinet(config(), log); }
  run_once(config());
  EXPECT_FALSE(all<domain::ProgramStarted>().at(1).clean_before);
}

TEST_F(CabinetTest, A6_SecondCabinetOnTheSameFolderIsRefused) {
  agent::Cabinet cabinet(config(), log);
  EXPECT_NE(refusal_of(config()).find("另一个"), std::string::npos);
}

TEST_F(CabinetTest, A3_KeepsItsReserveBesideTheLedger) {
  auto small = config();
  small.ledger.reserve_mb = 2;
  run_once(small);
  EXPECT_EQ(fs::file_size(folder.path() / "ledger.reserve"), 2U << 20);
}

TEST_F(CabinetTest, UnknownMachineIsToldToEnrol) {
  fs::remove_all(folder.path() / "identity");
  EXPECT_NE(refusal_of(config()).find("enrol"), std::string::npos);
}

TEST_F(CabinetTest, AnotherBerthInTheSettingsIsRefused) {
  auto other = config();
  other.berth = "JY-02";
  EXPECT_NE(refusal_of(other).find("JY-02"), std::string::npos);
}

TEST_F(CabinetTest, ClockScaleCannotChangeWithinAnEpoch) {
  run_once(config());
  auto faster = config();
  faster.environment = agent::Environment::development;
  faster.clock_scale = 60;
  EXPECT_NE(refusal_of(faster).find("clock_scale"), std::string::npos);
}

TEST_F(CabinetTest, ShortenedClockGoesOnWhereItWouldBe) {
  auto faster = config();
  faster.environment = agent::Environment::development;
  faster.clock_scale = 10'000;
  run_once(faster);
  run_once(faster);
  const auto written = lines();
  for (std::size_t i = 1; i < written.size(); ++i) EXPECT_GE(written[i].at, written[i - 1].at);
  EXPECT_EQ(written.back().sync, domain::ClockSync::shortened);
}

TEST_F(CabinetTest, EnrolledAgainGoesOnInTheNextEpochBehindItsOwnLines) {
  run_once(config());
  const auto before = lines();
  folder.enrol(2, std::string(64, 'e'), 1);
  run_once(config());
  const auto openings = all<domain::EpochOpened>();
  ASSERT_EQ(openings.size(), 2U);
  EXPECT_EQ(openings[1].reason, Reason::enrolled_again);
  EXPECT_EQ(openings[1].previous->head, std::string(64, 'e')) << "what the server holds is not ours: a fork";
  EXPECT_GT(lines().size(), before.size());
}

TEST_F(CabinetTest, A5_RemovedLedgerIsNotBegunAnewWithoutTheServer) {
  run_once(config());
  fs::remove_all(folder.path() / "ledger");
  EXPECT_NE(refusal_of(config()).find("台账已丢失"), std::string::npos);
  EXPECT_TRUE(lines().empty());
}

}  // namespace
}  // namespace quaywatt::test
