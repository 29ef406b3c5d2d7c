// The chain over a disk in memory: what is appended is chained and found again; what was touched is found at its row.

#include <gtest/gtest.h>

#include "berth-agent/ledger/checkpoint.h"
#include "berth-agent/ledger/ledger.h"
#include "berth-agent/ledger/verification.h"
#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "tests/support/manual_clock.h"
#include "tests/support/memory_ledger_store.h"

namespace quaywatt::test {
namespace {

constexpr char kAgent[] = "jy-shili-01";

domain::LedgerPosition at(std::uint32_t epoch, std::uint64_t seq) { return {epoch, seq}; }

struct LedgerTest : testing::Test {
  agent::Ledger open_with(int lines) {
    agent::Ledger ledger(kAgent, store, clock);
    ledger.open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1}, 1);
    for (int i = 0; i < lines; ++i) {
      clock.advance(domain::Millis{500});
      ledger.append(ledger.device(), domain::MeterSilent{"M-1", "SP-1", "no answer"});
    }
    return ledger;
  }

  void expect_broken(const domain::LedgerPosition& where, const domain::LedgerPosition& sound) {
    agent::Ledger again(kAgent, store, clock);
    try {
      again.recover();
      FAIL() << "not noticed";
    } catch (const agent::LedgerBroken& broken) {
      EXPECT_EQ(broken.at, where);
      EXPECT_EQ(broken.sound, sound);
      EXPECT_NE(std::string(broken.what()).find(wire::format_ref(where)), std::string::npos);
    }
  }

  ManualClock clock;
  MemoryLedgerStore store;
};

TEST_F(LedgerTest, ChainsEachLineToTheOneBefore) {
  const auto ledger = open_with(2);
  domain::Head head = wire::epoch_start_head(kAgent, 1);
  for (std::uint64_t seq = 1; seq <= 3; ++seq) {
    head = wire::head_after(head, store.at(at(1, seq))->line);
    EXPECT_EQ(store.at(at(1, seq))->head, head);
  }
  EXPECT_EQ(ledger.head(), head);
  EXPECT_EQ(ledger.position(), at(1, 3));
}

TEST_F(LedgerTest, StampsBothClocksBootAndActor) {
  auto ledger = open_with(0);
  clock.advance(domain::Millis{1234});
  const domain::Actor operator_actor{domain::ActorRole::terminal_operator, "1001"};
  const auto line = ledger.append(operator_actor, domain::ShiftChanged{{domain::ActorRole::foreman, "9"}, {}}, "req-1");
  EXPECT_EQ(line.at, clock.now().wall);
  EXPECT_EQ(line.mono, clock.now().mono);
  EXPECT_EQ(line.boot, clock.boot());
  EXPECT_EQ(line.sync, domain::ClockSync::synced);
  const auto stored = wire::decode_line(store.last()->line);
  EXPECT_EQ(std::get<domain::LedgerLine>(stored), line);
}

TEST_F(LedgerTest, A1_GoesOnWhereItStopped) {
  const auto before = open_with(4);
  agent::Ledger again(kAgent, store, clock);
  EXPECT_FALSE(again.is_open());
  again.recover();
  EXPECT_TRUE(again.is_open());
  EXPECT_EQ(again.position(), before.position());
  EXPECT_EQ(again.head(), before.head());
  again.append(again.device(), domain::MeterSilent{"M-1", "SP-1", "no answer"});
  EXPECT_FALSE(agent::verify_ledger(store, kAgent, std::nullopt).first_break.has_value());
}

TEST_F(LedgerTest, A4_RefusedWriteLeavesTheLedgerWhereItStood) {
  auto ledger = open_with(1);
  const auto head = ledger.head();
  store.fail_next(1);
  std::vector<domain::LineBody> both(2, domain::MeterSilent{"M-1", "SP-1", "no answer"});
  EXPECT_THROW(ledger.append_all(ledger.device(), both), agent::StorageFailure);
  EXPECT_EQ(ledger.position(), at(1, 2));
  EXPECT_EQ(ledger.head(), head);
  EXPECT_EQ(store.size(), 2U);
  EXPECT_EQ(ledger.append_all(ledger.device(), both).back().position, at(1, 4));
  EXPECT_FALSE(agent::verify_ledger(store, kAgent, std::nullopt).first_break.has_value());
}

TEST_F(LedgerTest, X5_EditedLineIsFoundAtItsRow) {
  open_with(6);
  std::string line = store.at(at(1, 4))->line;
  line.replace(line.find("no answer"), 9, "mo answer");
  store.tamper(at(1, 4), line);
  expect_broken(at(1, 4), at(1, 3));
}

TEST_F(LedgerTest, X5_EditBehindTheCheckpointIsFoundByTheFullVerification) {
  auto ledger = open_with(6);
  ledger.recover();
  ledger.append(ledger.device(), domain::MeterSilent{"M-1", "SP-1", "no answer"});
  store.tamper(at(1, 2), "{}");
  agent::Ledger again(kAgent, store, clock);
  again.recover();  // reads the tail alone
  const auto check = agent::verify_ledger(store, kAgent, std::nullopt);
  ASSERT_TRUE(check.first_break.has_value());
  EXPECT_EQ(check.first_break->at, at(1, 2));
  EXPECT_EQ(check.lines, 1U);
}

TEST_F(LedgerTest, CheckpointThatDoesNotFitIsNotTrusted) {
  auto ledger = open_with(3);
  agent::write_checkpoint(store, {at(1, 3), std::string(64, '0')});
  EXPECT_FALSE(agent::read_checkpoint(store).has_value());
  agent::write_checkpoint(store, {at(1, 9), ledger.head()});
  EXPECT_FALSE(agent::read_checkpoint(store).has_value());
  store.put_note("checkpoint", "nonsense");
  EXPECT_FALSE(agent::read_checkpoint(store).has_value());
  agent::write_checkpoint(store, {at(1, 4), ledger.head()});
  EXPECT_TRUE(agent::read_checkpoint(store).has_value());
}

TEST_F(LedgerTest, MissingLineIsFoundAtItsPlace) {
  open_with(6);
  MemoryLedgerStore holed;
  for (std::uint64_t seq = 1; seq <= 7; ++seq) {
    if (seq != 5) holed.append({*store.at(at(1, seq))});
  }
  store = holed;
  expect_broken(at(1, 5), at(1, 4));
}

TEST_F(LedgerTest, SwappedLinesAreFoundAtTheFirst) {
  open_with(6);
  const std::string third = store.at(at(1, 3))->line;
  store.tamper(at(1, 3), store.at(at(1, 4))->line);
  store.tamper(at(1, 4), third);
  expect_broken(at(1, 3), at(1, 2));
}

TEST_F(LedgerTest, LaterEpochStartsItsOwnChain) {
  auto ledger = open_with(2);
  const domain::EpochOpened::Previous previous{ledger.position(), ledger.head()};
  ledger.open_epoch({previous, domain::EpochOpened::Reason::behind_server, "0.1.0", 1}, 4);
  EXPECT_EQ(ledger.position(), at(4, 1));
  EXPECT_EQ(ledger.head(), wire::head_after(wire::epoch_start_head(kAgent, 4), store.last()->line));
  const auto check = agent::verify_ledger(store, kAgent, std::nullopt);
  ASSERT_EQ(check.epochs.size(), 2U);
  EXPECT_EQ(check.epochs[1].epoch, 4U);
  EXPECT_EQ(check.lines, 4U);
}

TEST_F(LedgerTest, AnotherAgentsNameFitsNoLine) {
  open_with(2);
  const auto check = agent::verify_ledger(store, "jy-other-02", std::nullopt);
  ASSERT_TRUE(check.first_break.has_value());
  EXPECT_EQ(check.first_break->at, at(1, 1));
  EXPECT_EQ(check.first_break->sound, at(0, 0));
}

TEST_F(LedgerTest, ChainedLineThatMeansNothingIsNamedAndNoBreak) {
  open_with(1);
  const std::string odd = "{\"kind\":\"from_the_future\"}";
  store.append({{at(1, 3), odd, wire::head_after(store.last()->head, odd)}});
  const auto check = agent::verify_ledger(store, kAgent, std::nullopt);
  EXPECT_FALSE(check.first_break.has_value());
  EXPECT_EQ(check.strange_count, 1U);
  EXPECT_EQ(check.strange.at(0).at, at(1, 3));
}

}  // namespace
}  // namespace quaywatt::test
