// Agent and server in one thread: the shipped ledger, uplink, framing, acceptance and receipts over a disk and a
// server in memory. Goal: every acknowledged line arrives exactly once, whatever is lost on the way.

#include <gtest/gtest.h>

#include "tests/support/memory_berth.h"

namespace quaywatt::test {
namespace {

using Phase = agent::LinkState::Phase;

domain::LedgerPosition at(std::uint32_t epoch, std::uint64_t seq) { return {epoch, seq}; }

/// The server holds our very lines, all of them.
void expect_all_held(MemoryBerth& berth) {
  EXPECT_EQ(berth.server.kept.lines.size(), berth.store.size());
  for (const auto& [position, line] : berth.server.kept.lines) EXPECT_EQ(berth.store.at(position)->line, line);
  EXPECT_EQ(berth.uplink->state().unsent, 0U);
}

TEST(UplinkEndToEnd, SendsEverythingAndKeepsTheReceipt) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(5);
  EXPECT_EQ(berth.uplink->state().unsent, 6U);
  berth.run_uplink();
  expect_all_held(berth);
  const auto state = berth.uplink->state();
  EXPECT_EQ(state.phase, Phase::online);
  EXPECT_EQ(state.receipted, at(1, 6));
  EXPECT_EQ(state.error_en, "");
  EXPECT_FALSE(state.oldest_unsent.has_value());
  berth.start();
  EXPECT_EQ(berth.uplink->state().receipted, at(1, 6)) << "known before the server is asked again";
}

TEST(UplinkEndToEnd, CatchesUpInBatchesWithoutPause) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(2500);
  const auto before = berth.real;
  berth.run_uplink();
  expect_all_held(berth);
  EXPECT_EQ(berth.server.sends, 3);
  EXPECT_EQ(berth.real, before) << "no batch waits for the interval";
}

TEST(UplinkEndToEnd, N1_LostReplyAfterCommitIsSentAgainToTheSameEffect) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(3);
  berth.server.lose_replies = 2;
  berth.run_uplink();
  expect_all_held(berth);
  EXPECT_EQ(berth.server.verdicts, (std::vector<std::string>{"accepted", "already_held", "already_held"}));
}

TEST(UplinkEndToEnd, N11_ServerRestoredFromAnOldBackupIsHealed) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(3);
  berth.run_uplink();
  const auto yesterday = berth.server.kept;
  berth.write(4);
  berth.real += berth.settings.interval;
  berth.run_uplink();
  berth.server.kept = yesterday;
  berth.real += berth.settings.interval;
  berth.run_uplink();
  expect_all_held(berth);
}

TEST(UplinkEndToEnd, N11_OlderEpochsAreSentAgainAsWell) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(3);
  berth.run_uplink();
  const auto old_disk = berth.store;
  const auto old_server = berth.server.kept;
  berth.write(2);
  berth.real += berth.settings.interval;
  berth.run_uplink();
  berth.store = old_disk;  // behind the server now: a second epoch follows
  berth.start();
  berth.run_uplink();
  berth.write(2);
  berth.real += berth.settings.interval;
  berth.run_uplink();
  ASSERT_EQ(berth.server.held().last, at(2, 3));
  berth.server.kept = HeldByServer{};
  berth.real += berth.settings.interval;
  berth.run_uplink();
  // Lines 1.5 and 1.6 died with the disk and then with the server: the second epoch cannot be joined without them.
  EXPECT_EQ(berth.server.held().last, at(1, 4));
  EXPECT_NE(berth.uplink->state().error_zh, "");
  EXPECT_LE(old_server.lines.size(), berth.server.kept.lines.size());
}

TEST(UplinkEndToEnd, A7_MerelyBehindTheServerOpensTheNextEpochByItself) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(3);
  const auto old_disk = berth.store;
  berth.write(4);
  berth.run_uplink();
  berth.store = old_disk;
  berth.clock.reboot("00000000000000b2");
  berth.start();
  const auto previous = berth.uplink->hello(domain::Millis{3000});
  ASSERT_TRUE(previous.has_value());
  EXPECT_EQ(previous->last, at(1, 8));
  berth.open_epoch_behind_server(*previous);
  berth.write(2);
  berth.run_uplink();
  EXPECT_EQ(berth.server.held().last, at(2, 3));
  EXPECT_EQ(berth.server.kept.lines.size(), 8U + 3U);
  EXPECT_EQ(berth.server.kept.standing, domain::AgentStanding::enrolled);
}

TEST(UplinkEndToEnd, A7_NoticedOnlyWhileRunningOpensTheNextEpochThroughTheOwner) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(3);
  const auto old_disk = berth.store;
  berth.write(1);
  berth.run_uplink();
  berth.store = old_disk;
  berth.start();
  berth.run_uplink();
  EXPECT_EQ(berth.ledger->position(), at(2, 1));
  EXPECT_EQ(berth.server.held().last, at(2, 1));
}

TEST(UplinkEndToEnd, A8_OtherLinesAtHeldPositionsStopTheSendingNotTheRecording) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(3);
  const auto card = berth.store;
  berth.write(3, "on the first device");
  berth.run_uplink();
  const auto held = berth.server.kept.lines;
  berth.store = card;  // the clone
  berth.start();
  berth.write(2, "on the clone");
  berth.run_uplink();
  EXPECT_EQ(berth.uplink->state().phase, Phase::stopped);
  EXPECT_EQ(berth.uplink->state().unsent, 6U) << "what the server holds there is not ours";
  EXPECT_EQ(berth.server.kept.lines, held) << "nothing was merged";
  EXPECT_EQ(berth.server.verdicts.back(), "fork");
  berth.write(2, "recording goes on");
  const int sends = berth.server.sends;
  berth.real += std::chrono::hours{3};
  berth.run_uplink();
  EXPECT_EQ(berth.server.sends, sends);
  EXPECT_EQ(berth.ledger->position(), at(1, 8));
  EXPECT_NE(berth.uplink->state().error_zh.find("复制"), std::string::npos);
}

TEST(UplinkEndToEnd, A8_LongerCloneIsFoundAsWell) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(3);
  const auto card = berth.store;
  berth.write(1, "on the first device");
  berth.run_uplink();
  berth.store = card;
  berth.start();
  berth.write(5, "on the clone");
  berth.run_uplink();
  EXPECT_EQ(berth.server.verdicts.back(), "fork");
  EXPECT_EQ(berth.uplink->state().phase, Phase::stopped);
}

TEST(UplinkEndToEnd, GoesOnAfterAForkOnceEnrolledAgain) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(3);
  const auto card = berth.store;
  berth.write(1, "on the first device");
  berth.run_uplink();
  berth.store = card;
  berth.start();
  berth.write(2, "on the clone");
  berth.run_uplink();
  ASSERT_EQ(berth.uplink->state().phase, Phase::stopped);
  berth.server.kept.standing = domain::AgentStanding::enrolled;
  const auto held = berth.server.held();
  berth.start();
  berth.ledger->open_epoch({{{held.last, held.head}}, domain::EpochOpened::Reason::enrolled_again, "0.1.0", 1}, 2);
  berth.write(1);
  berth.run_uplink();
  EXPECT_EQ(berth.server.held().last, at(2, 2));
  EXPECT_EQ(berth.server.kept.lines.size(), 5U + 2U) << "the forked lines stay where they are";
}

TEST(UplinkEndToEnd, WaitsForApprovalAndThenSends) {
  MemoryBerth berth;
  berth.server.kept.standing = domain::AgentStanding::awaiting_approval;
  berth.open_first_epoch();
  berth.run_uplink();
  EXPECT_EQ(berth.uplink->state().phase, Phase::awaiting_approval);
  berth.server.kept.standing = domain::AgentStanding::enrolled;
  berth.real += berth.settings.interval;
  berth.run_uplink();
  expect_all_held(berth);
}

TEST(UplinkEndToEnd, N6_CaptivePortalIsNoReceipt) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.server.instead = agent::ServerReply{200, "<html><body>请登录 please log in</body></html>", std::nullopt};
  berth.uplink->step(berth);
  const auto state = berth.uplink->state();
  EXPECT_EQ(state.phase, Phase::offline);
  EXPECT_EQ(state.unsent, 1U);
  EXPECT_NE(state.error_zh.find("网络被劫持或需登录"), std::string::npos);
  berth.server.instead.reset();
  berth.run_uplink();
  expect_all_held(berth);
}

TEST(UplinkEndToEnd, N9_BusyServerIsLeftAloneAsLongAsItAsks) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.server.instead = agent::ServerReply{503, "busy", domain::Millis{90'000}};
  const auto due = berth.uplink->step(berth);
  EXPECT_EQ(due, berth.real + domain::Millis{90'000});
}

TEST(UplinkEndToEnd, X5_LineEditedBeforeSendingIsNotSigned) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(3);
  berth.store.tamper(at(1, 3), berth.store.at(at(1, 3))->line + " ");
  berth.run_uplink(3);
  EXPECT_EQ(berth.server.sends, 0);
  EXPECT_NE(berth.uplink->state().error_zh.find("链头不符"), std::string::npos);
}

TEST(UplinkEndToEnd, UrgentLinesGoAtOnceOthersAtTheInterval) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.run_uplink();
  berth.write(1);
  const auto due = berth.uplink->step(berth);
  EXPECT_EQ(berth.uplink->state().unsent, 1U);
  EXPECT_GT(due, berth.real);
  berth.uplink->wake();
  berth.uplink->step(berth);
  expect_all_held(berth);
}

TEST(UplinkEndToEnd, DiskTroubleOfTheUplinkIsSaidAndRetried) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.store.fail_next(1);  // the receipt's note
  berth.uplink->step(berth);
  EXPECT_NE(berth.uplink->state().error_en.find("disk"), std::string::npos);
  berth.run_uplink();
  expect_all_held(berth);
}

TEST(UplinkEndToEnd, ProductionServerRefusesAShortenedClockAndDevelopmentTakesIt) {
  MemoryBerth berth;
  berth.open_first_epoch(60);
  berth.run_uplink(3);
  EXPECT_EQ(berth.server.verdicts.back(), "clock_not_allowed");
  EXPECT_NE(berth.uplink->state().error_zh.find("clock_scale"), std::string::npos);
  berth.server.settings.shortened_clock_allowed = true;
  berth.run_uplink();
  expect_all_held(berth);
}

}  // namespace
}  // namespace quaywatt::test
