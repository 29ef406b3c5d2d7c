// A cabinet that was offline for 90 days, a link that carries little, lines that mean nothing to the server.

#include <gtest/gtest.h>

#include "tests/support/memory_berth.h"

namespace quaywatt::test {
namespace {

/// 90 days of one supply point: every 5 min by day, hourly by night; 13 h a day drawing.
constexpr int kNinetyDays = 90 * (13 * 12 + 11);

TEST(UplinkBacklog, A9_NinetyDaysDrainInOrderWithoutPauseAndWithFewLinesInMemory) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(kNinetyDays);
  berth.store.most_read = 0;
  const auto before = berth.real;
  berth.run_uplink(kNinetyDays / 1000 + 5);
  EXPECT_EQ(berth.server.kept.lines.size(), berth.store.size());
  EXPECT_EQ(berth.server.sends, (kNinetyDays + 1 + 999) / 1000);
  EXPECT_EQ(berth.real, before) << "no batch waits: the newest line arrives as soon as the link carries what is before";
  EXPECT_LE(berth.store.most_read, wire::kBatchMaxLines) << "lines in memory at once, whatever waits on the disk";
  EXPECT_EQ(berth.uplink->state().unsent, 0U);
}

TEST(UplinkBacklog, A9_SupplyThatStartsWhileItDrainsArrivesWithTheSameDrain) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(5'000);
  berth.uplink->step(berth);
  berth.uplink->step(berth);
  berth.ledger->append(berth.ledger->device(),
                       domain::StayEnded{{1, 1}, berth.clock.now().wall, domain::StayRegistered::Source::ais});
  berth.uplink->wake();
  const auto before = berth.real;
  berth.run_uplink();
  EXPECT_EQ(berth.server.held().last, berth.ledger->position());
  EXPECT_EQ(berth.real, before);
}

TEST(UplinkBacklog, N5_OnAPoorLinkBatchesShrinkUntilTheyPassAndGrowAgain) {
  MemoryBerth berth;
  berth.open_first_epoch();
  for (int i = 0; i < 600; ++i) berth.write(1, "no answer " + std::to_string(i * 7919));
  berth.server.narrow_bytes = 1'500;
  berth.run_uplink(200);
  EXPECT_EQ(berth.server.kept.lines.size(), berth.store.size());
  EXPECT_LT(berth.real, domain::Millis{1'000'000 + 120'000});
  const int sends = berth.server.sends;
  berth.server.narrow_bytes = 0;
  berth.write(3'000);
  berth.uplink->wake();
  berth.run_uplink(200);
  EXPECT_EQ(berth.server.kept.lines.size(), berth.store.size());
  EXPECT_LT(berth.server.sends - sends, 20) << "large batches again once they pass";
}

TEST(UplinkBacklog, A3_FullDiskDoesNotKeepTheLinesFromTheServer) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(20);
  berth.store.full = [] { return true; };
  berth.run_uplink();
  EXPECT_EQ(berth.server.kept.lines.size(), berth.store.size());
  EXPECT_EQ(berth.uplink->state().phase, agent::LinkState::Phase::online);
}

TEST(UplinkBacklog, A10_LinesTheServerSetsAsideAreCountedNamedAndRememberedAndTheRestGoesOn) {
  MemoryBerth berth;
  berth.open_first_epoch();
  berth.write(4);
  berth.server.set_aside = {2, 4};
  berth.run_uplink();
  berth.server.set_aside.clear();
  berth.write(3);
  berth.uplink->wake();
  berth.run_uplink();
  EXPECT_EQ(berth.server.held().last, berth.ledger->position());
  auto state = berth.uplink->state();
  EXPECT_EQ(state.set_aside, 2U);
  ASSERT_EQ(state.set_aside_lines.size(), 2U);
  EXPECT_EQ(state.set_aside_lines[1].line, (domain::LineRef{1, 4}));
  EXPECT_EQ(state.set_aside_lines[1].reason, "refused_by_server");
  berth.start();
  EXPECT_EQ(berth.uplink->state().set_aside, 2U) << "a restart forgets none";
  berth.server.kept = {};
  berth.server.set_aside = {2, 4};
  berth.run_uplink();
  EXPECT_EQ(berth.uplink->state().set_aside, 2U) << "the same lines are not counted twice";
}

TEST(UplinkBacklog, A10_OurOwnReasonIsNamedWhereWeSeeItToo) {
  MemoryLedgerStore store;
  store.append({{{1, 1}, "{\"v\":1,\"kind\":\"later\"}", "h"}});
  agent::SetAsideLines lines(store);
  lines.add(store, 1, {1, 2});
  ASSERT_EQ(lines.newest().size(), 2U);
  EXPECT_EQ(lines.newest()[0].reason, "unknown_kind /kind");
  EXPECT_EQ(lines.newest()[1].reason, "line_missing");
}

TEST(UplinkBacklog, A10_NamesAreBoundedAndTheCountIsNot) {
  MemoryLedgerStore store;
  agent::SetAsideLines lines(store);
  for (std::uint64_t seq = 1; seq <= 500; ++seq) lines.add(store, 1, {seq});
  EXPECT_EQ(lines.count(), 500U);
  EXPECT_EQ(lines.newest().size(), agent::SetAsideLines::kNamedMax);
  EXPECT_EQ(agent::SetAsideLines(store).newest().back().line, (domain::LineRef{1, 500}));
}

}  // namespace
}  // namespace quaywatt::test
