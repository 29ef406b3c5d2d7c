// The uplink's decisions as tables: where the sending goes on, when the next turn is due, and what each verdict means.

#include <gtest/gtest.h>

#include "berth-agent/uplink/uplink_plan.h"
#include "berth-agent/uplink/verdict_words.h"

namespace quaywatt::test {
namespace {

using namespace agent;
using Phase = LinkState::Phase;
using Previous = domain::EpochOpened::Previous;

const domain::Head kA(64, 'a');
const domain::Head kB(64, 'b');

constexpr domain::Millis kNow{1'000'000};

struct FixedRandom : RandomSource {
  explicit FixedRandom(std::uint32_t value = 0xFFFF'FFFF) : value_(value) {}
  std::uint32_t next() override { return value_; }
  std::uint32_t value_;
};

domain::LedgerPosition at(std::uint32_t epoch, std::uint64_t seq) { return {epoch, seq}; }

/// Our ledger: epoch 1 up to `last`, with `head` where the server holds.
OurSide ours(std::uint64_t last, std::optional<domain::Head> head) {
  OurSide side;
  side.last = at(1, last);
  side.head_there = std::move(head);
  side.last_seq_there = last;
  return side;
}

struct StepCase {
  const char* what;
  ServerHolds holds;
  OurSide ours;
  std::optional<domain::LedgerPosition> agreed;
  NextStep expected;
};

OurSide with_later(OurSide side, std::uint32_t epoch, std::optional<Previous> continues) {
  side.later = OurSide::LaterEpoch{epoch, std::move(continues)};
  side.last = at(epoch, 3);
  return side;
}

OurSide nothing_there(domain::LedgerPosition last, std::uint64_t last_seq_there) {
  OurSide side;
  side.last = last;
  side.last_seq_there = last_seq_there;
  return side;
}

TEST(NextStep, FollowsTheServersHead) {
  const OurSide fresh = with_later(OurSide{}, 1, std::nullopt);
  const StepCase cases[] = {
      {"we have nothing", {at(1, 5), kA}, OurSide{}, {}, NothingToSend{}},
      {"the server has nothing", {}, fresh, {}, SendFrom{at(1, 1)}},
      {"all is held", {at(1, 5), kA}, ours(5, kA), {}, NothingToSend{}},
      {"the server is behind", {at(1, 5), kA}, ours(9, kA), {}, SendFrom{at(1, 6)}},
      {"the server was restored, resume backwards", {at(1, 2), kA}, ours(9, kA), at(1, 9), SendFrom{at(1, 3)}},
      {"the held epoch is complete, the next follows", {at(1, 5), kA},
       with_later(ours(5, kA), 2, Previous{at(1, 5), kA}), {}, SendFrom{at(2, 1)}},
      {"older epoch first, then the next", {at(1, 2), kA}, with_later(ours(5, kA), 2, Previous{at(1, 5), kB}), {},
       SendFrom{at(1, 3)}},
      {"other bytes at the held position", {at(1, 5), kA}, ours(9, kB), {}, SendFrom{at(1, 5)}},
      {"enrolled again after a fork", {at(1, 5), kA}, with_later(ours(9, kB), 2, Previous{at(1, 5), kA}), {},
       SendFrom{at(2, 1)}},
      {"the server holds more, not known whose", {at(1, 9), kA}, nothing_there(at(1, 5), 5), {}, ProbeLast{at(1, 5)}},
      {"the server holds more, and ours up to here", {at(1, 9), kA}, nothing_there(at(1, 5), 5), at(1, 5),
       OpenNextEpoch{{at(1, 9), kA}}},
      {"agreed long ago, written since", {at(1, 9), kA}, nothing_there(at(1, 7), 7), at(1, 5), ProbeLast{at(1, 7)}},
      {"the server holds an epoch we never had", {at(3, 2), kA}, nothing_there(at(1, 5), 0), {}, ProbeLast{at(1, 5)}},
      {"lost lines, the next epoch says so", {at(1, 9), kA},
       with_later(nothing_there(at(1, 5), 5), 2, Previous{at(1, 5), kB}), {}, SendFrom{at(2, 1)}},
  };
  for (const auto& c : cases) EXPECT_EQ(next_step(c.holds, c.ours, c.agreed), c.expected) << c.what;
}

TEST(BackOff, N3_DoublesWithJitterUnderACeiling) {
  const BackOffSettings settings{domain::Millis{2'000}, domain::Millis{300'000}};
  FixedRandom low(0);
  FixedRandom high;
  EXPECT_EQ(back_off(1, settings, low), domain::Millis{1'000});
  EXPECT_EQ(back_off(1, settings, high), domain::Millis{2'000});
  EXPECT_EQ(back_off(3, settings, low), domain::Millis{4'000});
  EXPECT_EQ(back_off(3, settings, high), domain::Millis{8'000});
  for (const std::uint32_t failures : {9U, 100U, 4'000'000'000U}) {
    EXPECT_EQ(back_off(failures, settings, low), domain::Millis{150'000});
    EXPECT_EQ(back_off(failures, settings, high), domain::Millis{300'000});
  }
}

struct UplinkPlanTest : testing::Test {
  TrustedAnswer answer(const std::string& verdict, std::optional<ServerHolds> holds) const {
    return {verdict, wire::verdict_from_name(verdict), {}, std::move(holds), {}, {}, {}};
  }

  /// The plan has heard from the server; five lines are held.
  void greet() { plan.answered(kNow, AskHead{}, answer("held", ServerHolds{at(1, 5), kA}), ours(5, kA)); }

  FixedRandom random;
  UplinkPlan::Settings settings;
  UplinkPlan plan{settings, random};
};

TEST_F(UplinkPlanTest, AsksFirstAndAtOnce) {
  EXPECT_EQ(plan.due_at(), domain::Millis{0});
  EXPECT_EQ(plan.turn(OurSide{}), Turn{AskHead{}});
  EXPECT_EQ(plan.phase(), Phase::starting);
}

TEST_F(UplinkPlanTest, WithNothingToSendItAsksOnceAnIntervalAsASignOfLife) {
  greet();
  EXPECT_EQ(plan.phase(), Phase::online);
  EXPECT_EQ(plan.due_at(), kNow + settings.interval);
  EXPECT_EQ(plan.turn(ours(5, kA)), Turn{AskHead{}});
  EXPECT_EQ(plan.turn(ours(6, kA)), Turn{SendFrom{at(1, 6)}});
}

TEST_F(UplinkPlanTest, MoreToSendIsSentAtOnce) {
  plan.answered(kNow, AskHead{}, answer("held", ServerHolds{at(1, 5), kA}), ours(9, kA));
  EXPECT_EQ(plan.due_at(), kNow);
  plan.answered(kNow, SendFrom{at(1, 6)}, answer("accepted", ServerHolds{at(1, 8), kA}), ours(9, kA));
  EXPECT_EQ(plan.due_at(), kNow);
  plan.answered(kNow, SendFrom{at(1, 9)}, answer("accepted", ServerHolds{at(1, 9), kA}), ours(9, kA));
  EXPECT_EQ(plan.due_at(), kNow + settings.interval);
}

TEST_F(UplinkPlanTest, GapIsResumedFromWhatIsHeld) {
  greet();
  plan.answered(kNow, SendFrom{at(1, 6)}, answer("gap_before", ServerHolds{at(1, 2), kA}), ours(9, kA));
  EXPECT_EQ(plan.due_at(), kNow);
  EXPECT_EQ(plan.turn(ours(9, kA)), Turn{SendFrom{at(1, 3)}});
}

TEST_F(UplinkPlanTest, N3_SendingTheSameToNoEffectBacksOff) {
  greet();
  plan.answered(kNow, SendFrom{at(1, 6)}, answer("gap_before", ServerHolds{at(1, 5), kA}), ours(9, kA));
  EXPECT_EQ(plan.due_at(), kNow + domain::Millis{2'000});
  EXPECT_NE(plan.error_zh(), "");
}

TEST_F(UplinkPlanTest, EveryRefusalKeepsTheLinesAndSaysWhy) {
  for (const char* verdict :
       {"bad_signature", "bad_chain", "bad_epoch", "clock_not_allowed", "too_large", "bad_gzip"}) {
    UplinkPlan fresh{settings, random};
    fresh.answered(kNow, SendFrom{at(1, 6)}, answer(verdict, ServerHolds{at(1, 5), kA}), ours(9, kA));
    EXPECT_EQ(fresh.phase(), Phase::online) << verdict;
    EXPECT_GT(fresh.due_at(), kNow) << verdict;
    EXPECT_NE(fresh.error_zh(), "") << verdict;
    EXPECT_NE(fresh.error_en(), "") << verdict;
  }
}

TEST_F(UplinkPlanTest, SuspendedStopsAndResumesWhenTheServerSaysSo) {
  greet();
  plan.answered(kNow, SendFrom{at(1, 6)}, answer("suspended", std::nullopt), ours(9, kA));
  EXPECT_EQ(plan.phase(), Phase::stopped);
  EXPECT_EQ(plan.due_at(), kNow + settings.stopped_interval);
  EXPECT_EQ(plan.turn(ours(9, kA)), Turn{AskHead{}}) << "asks, sends nothing";
  plan.answered(kNow, AskHead{}, answer("held", ServerHolds{at(1, 5), kA}), ours(9, kA));
  EXPECT_EQ(plan.phase(), Phase::online);
  EXPECT_EQ(plan.due_at(), kNow);
}

TEST_F(UplinkPlanTest, RevokedCertificateStopsTheSending) {
  plan.answered(kNow, AskHead{}, answer("unknown_agent", std::nullopt), OurSide{});
  EXPECT_EQ(plan.phase(), Phase::stopped);
}

TEST_F(UplinkPlanTest, A8_ForkIsForGoodWhateverTheServerSaysLater) {
  greet();
  plan.answered(kNow, SendFrom{at(1, 5)}, answer("fork", ServerHolds{at(1, 5), kA}), ours(9, kB));
  const std::string said = plan.error_zh();
  plan.answered(kNow, AskHead{}, answer("held", ServerHolds{at(1, 5), kA}), ours(9, kB));
  EXPECT_EQ(plan.phase(), Phase::stopped);
  EXPECT_EQ(plan.turn(ours(9, kB)), Turn{AskHead{}});
  EXPECT_EQ(plan.error_zh(), said);
}

TEST_F(UplinkPlanTest, A7_ProbeThatIsHeldMeansMerelyBehind) {
  plan.answered(kNow, AskHead{}, answer("held", ServerHolds{at(1, 9), kA}), nothing_there(at(1, 5), 5));
  EXPECT_EQ(plan.turn(nothing_there(at(1, 5), 5)), Turn{ProbeLast{at(1, 5)}});
  plan.answered(kNow, ProbeLast{at(1, 5)}, answer("already_held", ServerHolds{at(1, 9), kA}),
                nothing_there(at(1, 5), 5));
  EXPECT_EQ(plan.due_at(), kNow);
  EXPECT_EQ(plan.turn(nothing_there(at(1, 5), 5)), (Turn{OpenNextEpoch{{at(1, 9), kA}}}));
}

TEST_F(UplinkPlanTest, AgreementIsForgottenWhenTheServerForgot) {
  plan.answered(kNow, AskHead{}, answer("held", ServerHolds{at(1, 9), kA}), nothing_there(at(1, 5), 5));
  plan.answered(kNow, ProbeLast{at(1, 5)}, answer("already_held", ServerHolds{at(1, 9), kA}),
                nothing_there(at(1, 5), 5));
  plan.answered(kNow, AskHead{}, answer("held", ServerHolds{at(1, 3), kA}), ours(5, kA));
  plan.answered(kNow, AskHead{}, answer("held", ServerHolds{at(1, 8), kB}), nothing_there(at(1, 5), 5));
  EXPECT_EQ(plan.turn(nothing_there(at(1, 5), 5)), Turn{ProbeLast{at(1, 5)}});
}

TEST_F(UplinkPlanTest, N3_FailuresBackOffAndSuccessForgets) {
  const LinkFailure down{LinkFailure::Kind::unreachable, "断", "down", std::nullopt};
  domain::Millis now = kNow;
  std::vector<std::int64_t> pauses;
  for (int i = 0; i < 10; ++i) {
    plan.failed(now, down);
    pauses.push_back((plan.due_at() - now).count());
    now = plan.due_at();
  }
  EXPECT_EQ(pauses, (std::vector<std::int64_t>{2'000, 4'000, 8'000, 16'000, 32'000, 64'000, 128'000, 256'000, 300'000,
                                              300'000}));
  EXPECT_EQ(plan.phase(), Phase::offline);
  EXPECT_EQ(plan.error_zh(), "断");
  greet();
  EXPECT_EQ(plan.error_zh(), "");
  plan.failed(kNow, down);
  EXPECT_EQ(plan.due_at(), kNow + domain::Millis{2'000});
}

TEST_F(UplinkPlanTest, N9_RetryAfterIsHonouredUpToALimit) {
  plan.failed(kNow, {LinkFailure::Kind::busy, "忙", "busy", domain::Millis{120'000}});
  EXPECT_EQ(plan.due_at(), kNow + domain::Millis{120'000});
  plan.failed(kNow, {LinkFailure::Kind::busy, "忙", "busy", std::chrono::hours{24}});
  EXPECT_EQ(plan.due_at(), kNow + settings.retry_after_max);
}

TEST_F(UplinkPlanTest, WakingSendsAtOnceButNeverStorms) {
  greet();
  plan.wake(kNow + domain::Millis{10});
  EXPECT_EQ(plan.due_at(), kNow + domain::Millis{10});
  plan.failed(kNow, {LinkFailure::Kind::unreachable, "断", "down", std::nullopt});
  for (int i = 0; i < 6; ++i) plan.failed(kNow, {LinkFailure::Kind::unreachable, "断", "down", std::nullopt});
  plan.wake(kNow + domain::Millis{10});
  EXPECT_EQ(plan.due_at(), kNow + settings.closest);
}

TEST(VerdictWords, SayNothingWhenAllIsWellAndSomethingOtherwise) {
  for (const char* well : {"held", "accepted", "already_held", "gap_before"}) EXPECT_EQ(words_for(well).zh, "") << well;
  for (const char* ill : {"unknown_agent", "awaiting_approval", "suspended", "bad_signature", "bad_chain", "bad_epoch",
                          "clock_not_allowed", "fork", "anything_new"}) {
    EXPECT_NE(words_for(ill).zh, "") << ill;
    EXPECT_NE(words_for(ill).en, "") << ill;
  }
}

TEST(LinkState, UrgentIsWhatAnOfficerMayActUpon) {
  EXPECT_TRUE(is_urgent(domain::SupplyStarted{}));
  EXPECT_TRUE(is_urgent(domain::SupplyStopped{}));
  EXPECT_TRUE(is_urgent(domain::FaultOpened{}));
  EXPECT_TRUE(is_urgent(domain::Declared{}));
  EXPECT_TRUE(is_urgent(domain::StayRegistered{}));
  EXPECT_FALSE(is_urgent(domain::Reading{}));
  EXPECT_FALSE(is_urgent(domain::MeterSilent{}));
}

}  // namespace
}  // namespace quaywatt::test
