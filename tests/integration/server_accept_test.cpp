// Batches into a real database: each verdict with its effect and its receipt, and what happens when many threads, a
// lost answer or a lost commit come between.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <thread>

#include "schema/wire/line_codec.h"
#include "server/store/mysql/alarm_rows.h"
#include "server/store/mysql/mysql_agent_store.h"
#include "server/store/mysql/mysql_enrolment_store.h"
#include "server/store/mysql/mysql_ledger_store.h"
#include "server/store/store_error.h"
#include "server/usecases/accept_batch.h"
#include "tests/support/ledger_writer.h"
#include "tests/support/private_mariadb.h"

namespace quaywatt::server {
namespace {

using domain::EpochOpened;
using test::LedgerWriter;
using test::PrivateMariadb;

const domain::Instant kNoon = *domain::parse_instant("2025-07-01T12:00:00+08:00");
const std::string kAgent = "jy-shili-01";

/// A database with one enrolled agent and the use case over it.
class AcceptBatchTest : public testing::Test {
 protected:
  AcceptBatchTest()
      : pool(PrivateMariadb::shared().migrated_schema(), {.max_connections = 16}),
        store(pool),
        signer(wire::SigningKey::generate()),
        ledger(kAgent) {
    enrol(ledger);
    ledger.open_first();
  }

  /// As enrolment and approval leave it.
  void enrol(const LedgerWriter& writer) {
    mysql::MysqlEnrolmentStore enrolments(pool);
    const auto key = writer.key().public_key();
    enrolments.in_transaction([&](EnrolmentTransaction& transaction) {
      NewEnrolment enrolment;
      enrolment.agent = writer.agent();
      enrolment.berth = "A3";
      enrolment.ledger_key = key.base64();
      enrolment.ledger_key_fingerprint = key.fingerprint();
      enrolment.held = transaction.lock_held(writer.agent()).last;
      enrolment.certificate.fingerprint = key.base64();  // nobody speaks TLS here
      enrolment.certificate.issued_at = kNoon;
      transaction.enrol(enrolment);
    });
    mysql::MysqlAgentStore(pool).approve(writer.agent(), key.fingerprint(), kNoon);
  }

  BatchOutcome accept(const wire::Batch& batch, domain::Instant at = kNoon) {
    return AcceptBatch(store, signer, settings).accept({kAgent, test::body_of(batch), at});
  }
  wire::BatchAnswer held() { return AcceptBatch(store, signer, settings).held(kAgent, kNoon); }

  std::vector<std::string> rows(const std::string& sql) {
    std::vector<std::string> rows;
    mysql::read(pool, [&](mysql::Connection& connection) {
      auto found = connection.query(sql);
      while (found.next()) {
        std::string row = found.text(1);
        for (unsigned column = 2; column <= found.columns(); ++column) row += "|" + found.text(column);
        rows.push_back(row);
      }
    });
    return rows;
  }
  std::string row(const std::string& sql) {
    const auto all = rows(sql);
    return all.size() == 1 ? all.front() : std::to_string(all.size()) + " rows";
  }
  std::string heads() { return row("SELECT epoch, last_seq, head FROM ledger_heads ORDER BY epoch DESC LIMIT 1"); }
  std::string alarms() { return row("SELECT kind, subject, occurrences FROM alarms"); }

  mysql::ConnectionPool pool;
  mysql::MysqlLedgerStore store;
  ReceiptSigner signer;
  LedgerWriter ledger;
  domain::AcceptanceSettings settings;
};

TEST_F(AcceptBatchTest, TakesABatchInAndSignsWhatIsHeld) {
  ledger.fill(9);
  const auto outcome = accept(ledger.all());
  EXPECT_EQ(outcome.answer.verdict, "accepted");
  EXPECT_EQ(outcome.new_lines, 10u);
  EXPECT_EQ(outcome.answer.receipt.held, (domain::LedgerPosition{1, 10}));
  EXPECT_EQ(outcome.answer.receipt.head, ledger.head(10));
  const auto key = wire::PublicKey::from_base64(signer.public_key().public_key);
  EXPECT_TRUE(key->verify(wire::signed_text(outcome.answer.receipt), outcome.answer.receipt.signature));
  EXPECT_EQ(heads(), "1|10|" + ledger.head(10));
}

TEST_F(AcceptBatchTest, KeepsTheBytesAsTheyCameForJobsToRead) {
  ledger.fill(4);
  const auto batch = ledger.all();
  const std::string body = wire::gzip(wire::encode_batch(batch));
  AcceptBatch(store, signer, settings).accept({kAgent, body, kNoon});
  EXPECT_EQ(row("SELECT LENGTH(body_gzip), signature, received_at FROM ledger_batches"),
            std::to_string(body.size()) + "|" + batch.signature + "|" +
                std::to_string(kNoon.time_since_epoch().count()));
  const auto stored = store.batches_after(kAgent, {}, 10);
  ASSERT_EQ(stored.size(), 1u);
  EXPECT_EQ(stored[0].batch.lines, batch.lines);
  EXPECT_EQ(stored[0].received_at, kNoon);
  EXPECT_EQ(stored[0].previous_contact_at, std::nullopt);
}

TEST_F(AcceptBatchTest, TellsTheContactBeforeEachBatch) {  // proof of being offline
  ledger.fill(2);
  accept(ledger.batch(1, 2));
  AcceptBatch(store, signer, settings).held(kAgent, kNoon + std::chrono::hours(1));
  accept(ledger.batch(3, 3), kNoon + std::chrono::hours(5));
  const auto stored = store.batches_after(kAgent, {1, 2}, 10);
  ASSERT_EQ(stored.size(), 1u);
  EXPECT_EQ(stored[0].first_new_seq, 3u);
  EXPECT_EQ(stored[0].previous_contact_at, kNoon + std::chrono::hours(1));
}

TEST_F(AcceptBatchTest, X1_ReplayHasNoEffectAndIsCounted) {
  ledger.fill(4);
  accept(ledger.all());
  const auto before = rows("SELECT * FROM ledger_batches");
  const auto again = accept(ledger.all());
  EXPECT_EQ(again.answer.verdict, "already_held");
  EXPECT_EQ(again.replayed_lines, 5u);
  EXPECT_EQ(again.answer.receipt.head, ledger.head(5));
  EXPECT_EQ(accept(ledger.batch(2, 3)).answer.verdict, "already_held");  // a part, from inside a batch
  EXPECT_EQ(rows("SELECT * FROM ledger_batches"), before);
  EXPECT_EQ(row("SELECT replayed_lines FROM agents"), "7");
}

TEST_F(AcceptBatchTest, AppendsOnlyTheNewPartOfAnOverlap) {
  ledger.fill(9);
  accept(ledger.batch(1, 6));
  const auto outcome = accept(ledger.batch(4, 10));
  EXPECT_EQ(outcome.answer.verdict, "accepted");
  EXPECT_EQ(outcome.new_lines, 4u);
  EXPECT_EQ(outcome.replayed_lines, 3u);
  EXPECT_EQ(rows("SELECT first_new_seq, first_seq, last_seq FROM ledger_batches ORDER BY 1"),
            (std::vector<std::string>{"1|1|6", "7|4|10"}));
  EXPECT_EQ(accept(ledger.batch(5, 8)).answer.verdict, "already_held");  // across both
}

TEST_F(AcceptBatchTest, SaysWhereToResumeWhenLinesAreMissing) {
  ledger.fill(9);
  accept(ledger.batch(1, 3));
  const auto gap = accept(ledger.batch(6, 8));
  EXPECT_EQ(gap.answer.verdict, "gap_before");
  EXPECT_EQ(gap.answer.receipt.held, (domain::LedgerPosition{1, 3}));
  EXPECT_EQ(accept(ledger.batch(4, 10)).answer.verdict, "accepted");
}

TEST_F(AcceptBatchTest, N11_ARestoredServerIsHealedFromItsOwnHead) {
  ledger.fill(9);
  accept(ledger.batch(1, 4));
  accept(ledger.batch(5, 10));
  mysql::read(pool, [&](mysql::Connection& connection) {  // yesterday's backup
    connection.execute("DELETE FROM ledger_batches WHERE first_new_seq = 5");
    connection.execute("UPDATE ledger_heads SET last_seq = 4, head = ?", ledger.head(4));
  });
  EXPECT_EQ(held().receipt.held.seq, 4u);
  EXPECT_EQ(accept(ledger.batch(10, 10)).answer.verdict, "gap_before");
  EXPECT_EQ(accept(ledger.batch(5, 10)).answer.verdict, "accepted");
  EXPECT_EQ(heads(), "1|10|" + ledger.head(10));
}

TEST_F(AcceptBatchTest, A8_ForkIsKeptApartTheAgentSuspendedAndNothingMerged) {
  LedgerWriter clone = ledger.clone();
  ledger.fill(5);
  clone.fill(2);
  clone.add(domain::MeterSilent{"M1", "P1", "other bytes"});
  const auto forked = clone.batch(2, 4);
  accept(ledger.all());
  const auto outcome = accept(forked);
  EXPECT_EQ(outcome.answer.verdict, "fork");
  EXPECT_EQ(outcome.answer.receipt.head, ledger.head(6));
  EXPECT_EQ(row("SELECT first_seq, last_seq, head_after, overlap_end_seq, held_head FROM ledger_forks"),
            "2|4|" + clone.head(4) + "|4|" + ledger.head(4));
  EXPECT_EQ(row("SELECT standing FROM agents"), "suspended");
  EXPECT_EQ(alarms(), "ledger_fork|" + kAgent + "|1");
  EXPECT_EQ(rows("SELECT first_new_seq FROM ledger_batches").size(), 1u);
  ledger.fill(1);
  EXPECT_EQ(accept(ledger.batch(7, 7)).answer.verdict, "suspended");
  EXPECT_EQ(held().verdict, "suspended");
  EXPECT_EQ(held().receipt.held.seq, 6u);
}

TEST_F(AcceptBatchTest, A8_AForkedAgentComesBackByEnrolmentWithANewKeyInTheNextEpoch) {
  ledger.fill(2);
  accept(ledger.all());
  const auto before = ledger.here();
  LedgerWriter again(kAgent);
  enrol(again);
  ledger.fill(1);
  EXPECT_EQ(accept(ledger.batch(4, 4)).answer.verdict, "bad_signature");  // the old key ends at what was held
  EXPECT_EQ(accept(ledger.batch(1, 3)).answer.verdict, "already_held");   // but still vouches for that
  again.open(2, {before, EpochOpened::Reason::enrolled_again, "test", 1});
  again.fill(1);
  EXPECT_EQ(accept(again.all()).answer.verdict, "accepted");
  EXPECT_EQ(heads(), "2|2|" + again.head(2));
  EXPECT_EQ(store.batches_after(kAgent, {1, 3}, 10).size(), 1u);
}

TEST_F(AcceptBatchTest, A10_APoisonLineIsSetAsideAndTheRestGoesOn) {
  ledger.fill(1);
  ledger.add_text("{\"v\":1,\"kind\":\"no_such_kind\"}");
  ledger.add_text(std::string("\xff\xfe not json"));
  ledger.fill(1);
  const auto outcome = accept(ledger.all());
  EXPECT_EQ(outcome.answer.verdict, "accepted");
  EXPECT_EQ(outcome.answer.set_aside, (std::vector<std::uint64_t>{3, 4}));
  EXPECT_EQ(rows("SELECT epoch, seq FROM set_aside_lines ORDER BY seq"), (std::vector<std::string>{"1|3", "1|4"}));
  EXPECT_EQ(accept(ledger.all()).answer.set_aside, (std::vector<std::uint64_t>{3, 4}));  // its answer was lost
  ledger.fill(1);
  const auto after = accept(ledger.batch(4, 6));
  EXPECT_EQ(after.answer.set_aside, (std::vector<std::uint64_t>{4}));
  EXPECT_EQ(after.set_aside_lines, 0u);
}

TEST_F(AcceptBatchTest, X3_AStayAtAnotherBerthIsSetAside) {
  domain::StayRegistered stay;
  stay.berth = "B7";
  stay.vessel.name = "苏常货1098";
  stay.arrived_at = kNoon;
  ledger.add(stay);
  stay.berth = "A3";
  ledger.add(stay);
  EXPECT_EQ(accept(ledger.all()).answer.set_aside, (std::vector<std::uint64_t>{2}));
  EXPECT_EQ(row("SELECT reason FROM set_aside_lines"), "foreign_berth");
}

TEST_F(AcceptBatchTest, X2_RefusesWhatAnotherKeySigned) {
  ledger.fill(1);
  const auto outcome = accept(ledger.batch(1, 2, wire::SigningKey::generate()));
  EXPECT_EQ(outcome.answer.verdict, "bad_signature");
  EXPECT_EQ(outcome.answer.receipt.held, domain::LedgerPosition{});
  EXPECT_TRUE(rows("SELECT agent FROM ledger_batches").empty());
  EXPECT_EQ(alarms(), "bad_signature|" + kAgent + "|1");
}

TEST_F(AcceptBatchTest, RefusesAChainThatDoesNotHold) {
  ledger.fill(3);
  auto batch = ledger.all();
  std::swap(batch.lines[1], batch.lines[2]);
  EXPECT_EQ(accept(batch).answer.verdict, "bad_chain");
  EXPECT_TRUE(rows("SELECT agent FROM ledger_heads").empty());
}

TEST_F(AcceptBatchTest, AChangedKeySignsWhatComesAfterAndTheOldOneWhatWasBefore) {
  ledger.fill(1);
  auto next = wire::SigningKey::generate();
  ledger.add(domain::KeyChanged{next.public_key().base64()});
  const auto announcing = ledger.all();
  const auto old = ledger.exchange_key(std::move(next));
  EXPECT_EQ(accept(announcing).answer.verdict, "accepted");
  EXPECT_EQ(accept(announcing).answer.verdict, "already_held");  // its receipt was lost
  ledger.fill(1);
  EXPECT_EQ(accept(ledger.batch(4, 4, old)).answer.verdict, "bad_signature");
  EXPECT_EQ(accept(ledger.batch(4, 4)).answer.verdict, "accepted");
  EXPECT_EQ(accept(ledger.batch(1, 2, old)).answer.verdict, "already_held");
}

TEST_F(AcceptBatchTest, AShortenedClockIsForDevelopmentOnly) {
  LedgerWriter demonstration(kAgent);
  enrol(demonstration);
  demonstration.open(1, {std::nullopt, EpochOpened::Reason::first, "test", 60});
  EXPECT_EQ(accept(demonstration.all()).answer.verdict, "clock_not_allowed");
  settings.shortened_clock_allowed = true;
  EXPECT_EQ(accept(demonstration.all()).answer.verdict, "accepted");
}

TEST_F(AcceptBatchTest, A5_ALostLedgerIsTakenOnWithAnAlarmAboutTheGap) {
  ledger.fill(3);
  const auto known = ledger.here();
  accept(ledger.all());
  ledger.open(2, {known, EpochOpened::Reason::ledger_lost, "test", 1});
  EXPECT_EQ(accept(ledger.all()).answer.verdict, "accepted");
  EXPECT_EQ(alarms(), "ledger_lost|" + kAgent + "|1");
}

TEST_F(AcceptBatchTest, AStrangerIsToldSoWithoutAReceipt) {
  LedgerWriter stranger("nobody-01");
  stranger.open_first();
  const AcceptBatch use_case(store, signer, settings);
  const auto outcome = use_case.accept({"nobody-01", test::body_of(stranger.all()), kNoon});
  EXPECT_EQ(outcome.answer.verdict, "unknown_agent");
  EXPECT_TRUE(outcome.answer.receipt.signature.empty());
  EXPECT_EQ(use_case.held("nobody-01", kNoon).verdict, "unknown_agent");
}

TEST_F(AcceptBatchTest, ARevokedAgentAddsNothing) {
  mysql::MysqlAgentStore(pool).revoke(kAgent, kNoon);
  EXPECT_EQ(accept(ledger.all()).answer.verdict, "unknown_agent");
  EXPECT_TRUE(rows("SELECT agent FROM ledger_batches").empty());
}

TEST_F(AcceptBatchTest, N10_BadFramingCommitsNothingAndStillSaysWhatIsHeld) {
  ledger.fill(9);
  accept(ledger.batch(1, 4));
  const std::string good = test::body_of(ledger.batch(5, 10));
  const AcceptBatch use_case(store, signer, settings);
  const std::vector<std::pair<std::string, std::string>> bodies = {
      {good.substr(0, good.size() / 2), "bad_gzip"},
      {good + good, "bad_gzip"},
      {good + "x", "bad_gzip"},
      {"", "bad_gzip"},
      {wire::gzip(std::string(64 * 1024 * 1024, ' ')), "bad_gzip"},  // a bomb
      {wire::gzip("{}\n"), "bad_header"},
      {wire::gzip(wire::encode_batch(ledger.batch(5, 10)) + "one more\n"), "bad_count"},
  };
  for (const auto& [body, verdict] : bodies) {
    const auto outcome = use_case.accept({kAgent, body, kNoon});
    EXPECT_EQ(outcome.answer.verdict, verdict);
    EXPECT_EQ(outcome.answer.receipt.held, (domain::LedgerPosition{1, 4}));
    EXPECT_FALSE(outcome.answer.receipt.signature.empty());
  }
  EXPECT_EQ(rows("SELECT agent FROM ledger_batches").size(), 1u);
}

TEST_F(AcceptBatchTest, TheSameBatchFromEightThreadsHasOneEffect) {
  ledger.fill(49);
  const auto batch = ledger.all();
  std::atomic<int> accepted{0};
  std::atomic<int> already_held{0};
  std::vector<std::thread> threads;
  for (int index = 0; index < 8; ++index) {
    threads.emplace_back([&] {
      const auto verdict = accept(batch).answer.verdict;
      accepted += verdict == "accepted" ? 1 : 0;
      already_held += verdict == "already_held" ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(accepted, 1);
  EXPECT_EQ(already_held, 7);
  EXPECT_EQ(rows("SELECT agent FROM ledger_batches").size(), 1u);
  EXPECT_EQ(row("SELECT replayed_lines FROM agents"), "350");
}

/// Loses the answer of a commit: the way it looks from outside when the line breaks then.
class LosesOneCommit : public LedgerStore {
 public:
  explicit LosesOneCommit(LedgerStore& store) : store_(store) {}
  void in_transaction(const std::function<void(LedgerTransaction&)>& work) override {
    store_.in_transaction(work);
    if (std::exchange(lose_, false)) throw CommitOutcomeUnknown("the line broke");
  }
  std::vector<HeldAgent> agents() override { return store_.agents(); }
  std::vector<StoredBatch> batches_after(const std::string& agent, const domain::LedgerPosition& cursor,
                                         std::size_t max) override {
    return store_.batches_after(agent, cursor, max);
  }

 private:
  LedgerStore& store_;
  bool lose_ = true;
};

TEST_F(AcceptBatchTest, D5_ACommitOfUnknownOutcomeIsHealedBySendingAgain) {
  LosesOneCommit losing(store);
  const AcceptBatch use_case(losing, signer, settings);
  const std::string body = test::body_of(ledger.all());
  EXPECT_THROW(use_case.accept({kAgent, body, kNoon}), CommitOutcomeUnknown);
  const auto again = use_case.accept({kAgent, body, kNoon});
  EXPECT_EQ(again.answer.verdict, "already_held");
  EXPECT_EQ(again.answer.receipt.head, ledger.head(1));
}

TEST_F(AcceptBatchTest, NamesAllAgentsWithWhatIsHeld) {
  LedgerWriter other("aa-first");
  enrol(other);
  ledger.fill(1);
  accept(ledger.all());
  const auto agents = store.agents();
  ASSERT_EQ(agents.size(), 2u);
  EXPECT_EQ(agents[0].agent, "aa-first");
  EXPECT_EQ(agents[0].held.last, domain::LedgerPosition{});
  EXPECT_EQ(agents[1].held.last, (domain::LedgerPosition{1, 2}));
  EXPECT_EQ(agents[1].held.head, ledger.head(2));
  EXPECT_EQ(agents[1].ledger_key, ledger.key().public_key().base64());
  EXPECT_EQ(agents[1].last_contact_at, kNoon);
}

TEST_F(AcceptBatchTest, AnyOrderAndRepetitionOfBatchesEndsInTheSameSet) {
  ledger.fill(29);
  int runs = 0;
  const bool holds = rc::check("what is held is a prefix of the ledger, whatever comes in which order", [&] {
    mysql::read(pool, [&](mysql::Connection& connection) {
      connection.execute("DELETE FROM ledger_batches");
      connection.execute("DELETE FROM ledger_heads");
    });
    ++runs;
    const auto draws = *rc::gen::resize(
        12, rc::gen::container<std::vector<std::pair<int, int>>>(
                rc::gen::pair(rc::gen::inRange(1, 31), rc::gen::inRange(0, 12))));
    std::uint64_t held_seq = 0;
    for (const auto& [first, more] : draws) {
      const auto last = std::min<std::uint64_t>(static_cast<std::uint64_t>(first + more), 30);
      const auto outcome = accept(ledger.batch(static_cast<std::uint64_t>(first), last));
      if (static_cast<std::uint64_t>(first) <= held_seq + 1) held_seq = std::max(held_seq, last);
      RC_ASSERT(outcome.answer.receipt.held.seq == held_seq);
      RC_ASSERT(held_seq == 0 || outcome.answer.receipt.head == ledger.head(held_seq));
    }
    std::uint64_t next = 1;
    for (const StoredBatch& stored : store.batches_after(kAgent, {}, 100)) {
      RC_ASSERT(stored.first_new_seq == next);
      next = stored.batch.last_seq + 1;
    }
    RC_ASSERT(next == held_seq + 1);
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(runs, 10);
}

}  // namespace
}  // namespace quaywatt::server
