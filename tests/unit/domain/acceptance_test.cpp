// What the server says of a batch. Method: heads are short words here ("h17" after line 17); a case states what is
// held, what arrives and the verdict. The properties over true ledgers are in tests/unit/wire.
#include "domain/ledger/acceptance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace quaywatt::domain {
namespace {

using Reason = EpochOpened::Reason;

Head head(std::uint32_t epoch, std::uint64_t seq, const std::string& history = "h") {
  return history + std::to_string(epoch) + "." + std::to_string(seq);
}

/// A server that holds lines 1 … lasts[i] of epoch i + 1, all of history "h"; 0 = nothing of that epoch.
struct Server {
  std::vector<std::uint64_t> lasts;

  HeldLedger held() const {
    HeldLedger newest;
    for (std::uint32_t epoch = 1; epoch <= lasts.size(); ++epoch) {
      if (last(epoch) > 0) newest = {{epoch, last(epoch)}, head(epoch, last(epoch))};
    }
    return newest;
  }

  HeldOverlap overlap(const ArrivedBatch& batch) const {
    HeldOverlap overlap;
    const std::uint64_t last_held = last(batch.epoch);
    if (last_held > 0) {
      overlap.last_held_seq = last_held;
      if (batch.first_seq >= 1 && batch.first_seq - 1 <= last_held) {
        overlap.head_before_batch = head(batch.epoch, batch.first_seq - 1);
      }
      if (batch.first_seq <= last_held) {
        overlap.head_at_overlap_end = head(batch.epoch, std::min(batch.last_seq, last_held));
      }
    }
    if (batch.opening && batch.opening->previous) {
      const LedgerPosition& place = batch.opening->previous->last;
      if (place.seq <= last(place.epoch)) overlap.head_at_previous = head(place.epoch, place.seq);
    }
    return overlap;
  }

  std::uint64_t last(std::uint32_t epoch) const { return epoch >= 1 && epoch <= lasts.size() ? lasts[epoch - 1] : 0; }
};

/// Lines first … last, of history "h" up to and with line `same_to`, of another one after it.
ArrivedBatch batch(std::uint32_t epoch, std::uint64_t first, std::uint64_t last, std::uint64_t same_to = 1000) {
  const auto head_at = [&](std::uint64_t seq) { return head(epoch, seq, seq <= same_to ? "h" : "other"); };
  ArrivedBatch arrived;
  arrived.epoch = epoch;
  arrived.first_seq = first;
  arrived.last_seq = last;
  arrived.head_before = head_at(first - 1);
  arrived.epoch_start_head = head(epoch, 0);
  for (std::uint64_t seq = first; seq <= last; ++seq) arrived.heads.push_back(head_at(seq));
  arrived.signature_valid = true;
  arrived.chain_matches = true;
  if (epoch == 1 && first == 1) arrived.opening = EpochOpened{};
  return arrived;
}

/// The first lines of an epoch that continues line `seq` of another.
ArrivedBatch opening(std::uint32_t epoch, LedgerPosition previous, Reason reason, const std::string& history = "h") {
  ArrivedBatch arrived = batch(epoch, 1, 2);
  arrived.opening = EpochOpened{EpochOpened::Previous{previous, head(previous.epoch, previous.seq, history)}, reason,
                                "0.1.0", 1};
  return arrived;
}

Acceptance judge(const Server& server, const ArrivedBatch& arrived, AgentStanding standing = AgentStanding::enrolled,
                 bool shortened_clock_allowed = false) {
  return judge_batch(standing, server.held(), server.overlap(arrived), arrived, {shortened_clock_allowed});
}

BatchVerdict verdict(const Server& server, const ArrivedBatch& arrived) { return judge(server, arrived).verdict; }

const Server kNothing{};
const Server kHundred{{100}};
const Server kTwoEpochs{{100, 50}};

TEST(Acceptance, StandingComesBeforeEverything) {
  ArrivedBatch spoilt = batch(0, 1, 1);
  spoilt.signature_valid = false;
  spoilt.chain_matches = false;
  EXPECT_EQ(judge(kHundred, spoilt, AgentStanding::unknown).verdict, BatchVerdict::unknown_agent);
  EXPECT_EQ(judge(kHundred, spoilt, AgentStanding::revoked).verdict, BatchVerdict::unknown_agent);
  EXPECT_EQ(judge(kHundred, spoilt, AgentStanding::awaiting_approval).verdict, BatchVerdict::awaiting_approval);
  EXPECT_EQ(judge(kHundred, spoilt, AgentStanding::suspended).verdict, BatchVerdict::suspended);
  EXPECT_EQ(judge(kHundred, spoilt, static_cast<AgentStanding>(99)).verdict, BatchVerdict::unknown_agent);
}

TEST(Acceptance, SignatureComesBeforeChainComesBeforeEpochComesBeforeClock) {
  ArrivedBatch spoilt = batch(1, 1, 2);
  spoilt.opening->clock_scale = 60;
  EXPECT_EQ(verdict(kHundred, spoilt), BatchVerdict::clock_not_allowed);
  spoilt.opening.reset();
  EXPECT_EQ(verdict(kHundred, spoilt), BatchVerdict::bad_epoch);
  spoilt.chain_matches = false;
  EXPECT_EQ(verdict(kHundred, spoilt), BatchVerdict::bad_chain);
  spoilt.signature_valid = false;
  EXPECT_EQ(verdict(kHundred, spoilt), BatchVerdict::bad_signature);
}

TEST(Acceptance, ChainMustBeCountedAndAnchored) {
  ArrivedBatch fewer = batch(1, 101, 110);
  fewer.heads.pop_back();
  EXPECT_EQ(verdict(kHundred, fewer), BatchVerdict::bad_chain);
  ArrivedBatch backwards = batch(1, 101, 110);
  backwards.last_seq = 100;
  EXPECT_EQ(verdict(kHundred, backwards), BatchVerdict::bad_chain);
  ArrivedBatch from_zero = batch(1, 1, 2);
  from_zero.first_seq = 0;
  from_zero.last_seq = 1;
  EXPECT_EQ(verdict(kHundred, from_zero), BatchVerdict::bad_chain);
  ArrivedBatch unanchored = batch(1, 1, 2);
  unanchored.head_before = "elsewhere";
  EXPECT_EQ(verdict(kNothing, unanchored), BatchVerdict::bad_chain);
}

TEST(Acceptance, FirstContactOpensEpochOne) {
  const Acceptance first = judge(kNothing, batch(1, 1, 10));
  EXPECT_EQ(first.verdict, BatchVerdict::accepted);
  EXPECT_EQ(first.first_new_seq, 1U);
  EXPECT_FALSE(first.lost_from);
  EXPECT_EQ(verdict(kNothing, batch(1, 2, 10)), BatchVerdict::gap_before);
  EXPECT_EQ(verdict(kNothing, batch(0, 5, 6)), BatchVerdict::bad_epoch);
}

TEST(Acceptance, NextLinesAreAccepted) {
  const Acceptance next = judge(kHundred, batch(1, 101, 110));
  EXPECT_EQ(next.verdict, BatchVerdict::accepted);
  EXPECT_EQ(next.first_new_seq, 101U);
}

TEST(Acceptance, LinesMissingBetweenAreAskedFor) {
  EXPECT_EQ(verdict(kHundred, batch(1, 102, 110)), BatchVerdict::gap_before);
  EXPECT_EQ(verdict(kHundred, batch(1, 102, 110, 0)), BatchVerdict::gap_before) << "what cannot be compared is no fork";
}

TEST(Acceptance, N1_RepeatedLinesAreHeldAlready) {
  EXPECT_EQ(verdict(kHundred, batch(1, 91, 100)), BatchVerdict::already_held);
  EXPECT_EQ(verdict(kHundred, batch(1, 1, 100)), BatchVerdict::already_held);
  EXPECT_EQ(verdict(kHundred, batch(1, 40, 40)), BatchVerdict::already_held);
}

TEST(Acceptance, X1_ReplayOfAnOlderEpochIsHeldAlready) {
  EXPECT_EQ(verdict(kTwoEpochs, batch(1, 1, 100)), BatchVerdict::already_held);
  EXPECT_EQ(verdict(kTwoEpochs, batch(1, 90, 95)), BatchVerdict::already_held);
}

TEST(Acceptance, PartlyHeldBatchAddsTheRest) {
  const Acceptance rest = judge(kHundred, batch(1, 96, 105));
  EXPECT_EQ(rest.verdict, BatchVerdict::accepted);
  EXPECT_EQ(rest.first_new_seq, 101U);
  EXPECT_EQ(judge(kHundred, batch(1, 100, 101)).first_new_seq, 101U);
}

TEST(Acceptance, A8_OtherBytesAtAHeldPositionAreAFork) {
  EXPECT_EQ(verdict(kHundred, batch(1, 91, 100, 95)), BatchVerdict::fork) << "within what is held";
  EXPECT_EQ(verdict(kHundred, batch(1, 100, 100, 99)), BatchVerdict::fork) << "the last held line itself";
  EXPECT_EQ(verdict(kHundred, batch(1, 96, 105, 95)), BatchVerdict::fork) << "before the new part";
  EXPECT_EQ(verdict(kHundred, batch(1, 101, 105, 99)), BatchVerdict::fork) << "goes on from another last line";
  EXPECT_EQ(verdict(kTwoEpochs, batch(1, 91, 95, 92)), BatchVerdict::fork) << "in an older epoch";
}

TEST(Acceptance, A7_RollbackThatWritesOnIsAFork) {
  // The disk went back to line 80 and 81 … 85 were written anew.
  EXPECT_EQ(verdict(kHundred, batch(1, 81, 85, 80)), BatchVerdict::fork);
}

TEST(Acceptance, NothingIsAddedToAClosedEpoch) {
  EXPECT_EQ(verdict(kTwoEpochs, batch(1, 101, 110)), BatchVerdict::fork);
  EXPECT_EQ(verdict(kTwoEpochs, batch(1, 91, 110)), BatchVerdict::fork);
  EXPECT_EQ(verdict(kTwoEpochs, batch(1, 150, 160)), BatchVerdict::fork) << "nobody could ever fill that gap";
  const Server skipped{{100, 0, 50}};
  EXPECT_EQ(verdict(skipped, opening(2, {1, 100}, Reason::behind_server)), BatchVerdict::fork);
}

TEST(Acceptance, NewEpochContinuesWhatIsHeld) {
  for (const auto reason : {Reason::behind_server, Reason::enrolled_again}) {
    const Acceptance opened = judge(kHundred, opening(2, {1, 100}, reason));
    EXPECT_EQ(opened.verdict, BatchVerdict::accepted);
    EXPECT_EQ(opened.first_new_seq, 1U);
    EXPECT_FALSE(opened.lost_from);
  }
  EXPECT_EQ(verdict(kTwoEpochs, opening(3, {2, 50}, Reason::behind_server)), BatchVerdict::accepted);
  EXPECT_EQ(verdict(kTwoEpochs, opening(7, {2, 50}, Reason::behind_server)), BatchVerdict::accepted) << "numbers skip";
}

TEST(Acceptance, NewEpochMayContinueBeforeTheLastHeldLine) {
  EXPECT_EQ(verdict(kHundred, opening(2, {1, 80}, Reason::behind_server)), BatchVerdict::accepted);
  EXPECT_EQ(verdict(kHundred, opening(2, {1, 1}, Reason::enrolled_again)), BatchVerdict::accepted);
}

TEST(Acceptance, NewEpochAfterAnotherHistoryIsAFork) {
  EXPECT_EQ(verdict(kHundred, opening(2, {1, 100}, Reason::behind_server, "other")), BatchVerdict::fork);
  EXPECT_EQ(verdict(kHundred, opening(2, {1, 80}, Reason::enrolled_again, "other")), BatchVerdict::fork);
  EXPECT_EQ(verdict(kHundred, opening(2, {1, 80}, Reason::ledger_lost, "other")), BatchVerdict::fork);
}

TEST(Acceptance, A8_NewEpochThatContinuesAClosedOneIsAFork) {
  EXPECT_EQ(verdict(kTwoEpochs, opening(3, {1, 100}, Reason::behind_server)), BatchVerdict::fork);
  EXPECT_EQ(verdict(kTwoEpochs, opening(3, {1, 120}, Reason::behind_server)), BatchVerdict::fork);
  EXPECT_EQ(verdict(kTwoEpochs, opening(3, {1, 100}, Reason::ledger_lost)), BatchVerdict::fork);
}

TEST(Acceptance, D9_ServerFromAnOlderBackupAsksForTheLinesBefore) {
  EXPECT_EQ(verdict(kHundred, opening(2, {1, 140}, Reason::behind_server)), BatchVerdict::gap_before);
  EXPECT_EQ(verdict(kHundred, opening(3, {2, 7}, Reason::enrolled_again)), BatchVerdict::gap_before);
  EXPECT_EQ(verdict(kNothing, opening(2, {1, 140}, Reason::behind_server)), BatchVerdict::gap_before);
  EXPECT_EQ(verdict(kHundred, batch(2, 5, 9)), BatchVerdict::gap_before) << "lines of an epoch not opened here";
}

TEST(Acceptance, A5_LostLedgerIsAcceptedWithItsGap) {
  const Acceptance beyond = judge(kHundred, opening(2, {1, 140}, Reason::ledger_lost));
  EXPECT_EQ(beyond.verdict, BatchVerdict::accepted);
  EXPECT_EQ(beyond.lost_from, (LedgerPosition{1, 101}));
  const Acceptance held = judge(kHundred, opening(2, {1, 50}, Reason::ledger_lost));
  EXPECT_EQ(held.verdict, BatchVerdict::accepted);
  EXPECT_EQ(held.lost_from, (LedgerPosition{1, 101})) << "what is held is not lost";
  const Acceptance later = judge(kTwoEpochs, opening(5, {4, 9}, Reason::ledger_lost));
  EXPECT_EQ(later.lost_from, (LedgerPosition{2, 51}));
  const Acceptance all = judge(kNothing, opening(4, {3, 9}, Reason::ledger_lost));
  EXPECT_EQ(all.verdict, BatchVerdict::accepted);
  EXPECT_EQ(all.lost_from, (LedgerPosition{1, 1}));
}

TEST(Acceptance, OpeningMustFit) {
  ArrivedBatch not_opened = opening(2, {1, 100}, Reason::behind_server);
  not_opened.opening.reset();
  EXPECT_EQ(verdict(kHundred, not_opened), BatchVerdict::bad_epoch);
  EXPECT_EQ(verdict(kHundred, opening(2, {2, 1}, Reason::behind_server)), BatchVerdict::bad_epoch) << "itself";
  EXPECT_EQ(verdict(kHundred, opening(2, {3, 1}, Reason::behind_server)), BatchVerdict::bad_epoch);
  ArrivedBatch after_nothing = batch(2, 1, 2);
  after_nothing.opening = EpochOpened{};
  EXPECT_EQ(verdict(kHundred, after_nothing), BatchVerdict::bad_epoch) << "something is held, yet it follows nothing";
}

TEST(Acceptance, RepeatedOpeningIsHeldAlready) {
  EXPECT_EQ(verdict(kTwoEpochs, batch(1, 1, 2)), BatchVerdict::already_held);
  EXPECT_EQ(verdict(kTwoEpochs, opening(2, {1, 100}, Reason::behind_server)), BatchVerdict::already_held);
}

TEST(Acceptance, ShortenedClockIsForDevelopment) {
  ArrivedBatch shortened = batch(1, 1, 10);
  shortened.opening->clock_scale = 60;
  EXPECT_EQ(verdict(kNothing, shortened), BatchVerdict::clock_not_allowed);
  EXPECT_EQ(judge(kNothing, shortened, AgentStanding::enrolled, true).verdict, BatchVerdict::accepted);
}

}  // namespace
}  // namespace quaywatt::domain
