// Recorded at the time, confirmed, and from when on a declaration may speak: decision 4 case by case.
// Times are minutes after 08:00 in Shanghai.

#include "domain/berth/evidence.h"

#include <gtest/gtest.h>

#include "tests/support/berth_log.h"

namespace quaywatt::domain {
namespace {

using test::kForeman;
using test::kOperator;
using test::kSkipper;
using namespace std::chrono_literals;

constexpr EvidenceSettings kSettings;

Instant minute(std::int64_t m) { return test::BerthLog::kMorning + std::chrono::minutes{m}; }

Written written_at(std::int64_t m, std::uint64_t seq, std::string boot = "b1") {
  return {{1, seq}, minute(m), std::move(boot), Millis{m * 60'000}, ClockSync::synced, kOperator};
}

/// Registered at 0, departed at minute 180, ended by line 9 at minute 185.
Stay departed_stay() {
  Stay stay;
  stay.id = {1, 1};
  stay.arrived_at = minute(0);
  stay.departed_at = minute(180);
  stay.ended = written_at(185, 9);
  return stay;
}

Declaration declared_at(std::int64_t m, std::uint64_t seq = 5) {
  Declaration declaration;
  declaration.from = minute(m);
  declaration.written = written_at(m, seq);
  return declaration;
}

LineReceipt received(std::int64_t m, std::optional<std::int64_t> first_contact = std::nullopt) {
  LineReceipt receipt{minute(m), std::nullopt};
  if (first_contact) receipt.first_contact_at = minute(*first_contact);
  return receipt;
}

TEST(Delivery, IsInTimeWithinTheLagOfWriting) {
  const Written written = written_at(60, 5);
  EXPECT_TRUE(delivered_in_time(written, received(61, 61), kSettings));
  EXPECT_TRUE(delivered_in_time(written, received(90, 60), kSettings));
  LineReceipt late{minute(90) + 1ms, minute(60)};
  EXPECT_FALSE(delivered_in_time(written, late, kSettings));
}

TEST(Delivery, IsInTimeAfterHoursOfflineIncludingTheLaterBatchesOfTheCatchUp) {
  const Written written = written_at(60, 5);
  EXPECT_TRUE(delivered_in_time(written, received(600, 600), kSettings));
  EXPECT_TRUE(delivered_in_time(written, received(610, 600), kSettings)) << "the second batch after reconnecting";
  EXPECT_TRUE(delivered_in_time(written, received(600), kSettings)) << "the agent's first contact ever";
}

TEST(Delivery, OfALineDatedBackWhileTheAgentWasInContactIsLate) {
  EXPECT_FALSE(delivered_in_time(written_at(60, 5), received(540, 61), kSettings));
}

TEST(Delivery, FromAFastClockIsNotLate) { EXPECT_TRUE(delivered_in_time(written_at(300, 5), received(60), kSettings)); }

TEST(Delivery, OnADemonstrationClockFollowsTheLedgerAlone) {
  Written written = written_at(60, 5);
  written.sync = ClockSync::shortened;
  EXPECT_TRUE(delivered_in_time(written, received(540, 61), kSettings));
}

TEST(Delivery, LagIsASetting) {
  EXPECT_FALSE(delivered_in_time(written_at(60, 5), received(80, 60), EvidenceSettings{10min}));
}

TEST(BeforeDeparture, AnOpenStayHasNothingToBeLateFor) {
  Stay open = departed_stay();
  open.departed_at.reset();
  open.ended.reset();
  EXPECT_TRUE(written_before_departure(written_at(1'000, 50), open));
}

TEST(BeforeDeparture, TheLedgersOrderDecidesFirst) {
  Written back_dated = written_at(60, 10);
  EXPECT_FALSE(written_before_departure(back_dated, departed_stay()));
  back_dated.position = {2, 1};
  EXPECT_FALSE(written_before_departure(back_dated, departed_stay())) << "a later epoch is later";
}

TEST(BeforeDeparture, ALineBetweenDepartureAndItsRecordIsLate) {
  EXPECT_TRUE(written_before_departure(written_at(180, 8), departed_stay()));
  EXPECT_FALSE(written_before_departure(written_at(181, 8), departed_stay()));
}

TEST(BeforeDeparture, C2_TheMonotonicClockSeesThroughAWallClockSetBack) {
  Written set_back = written_at(182, 8);
  set_back.at = minute(100);
  EXPECT_FALSE(written_before_departure(set_back, departed_stay()));
  set_back.boot = "b0";
  EXPECT_TRUE(written_before_departure(set_back, departed_stay())) << "across boots only the wall clock is left";
}

TEST(BeforeDeparture, AMonotonicCounterThatContradictsTheLedgerIsNotUsed) {
  Written odd = written_at(100, 8);
  odd.mono = Millis{999 * 60'000};
  EXPECT_TRUE(written_before_departure(odd, departed_stay()));
}

TEST(RecordedAtTheTime, NeedsBothDepartureAndDelivery) {
  const Stay stay = departed_stay();
  EXPECT_TRUE(recorded_at_the_time(declared_at(30), stay, received(31, 31), kSettings));
  EXPECT_FALSE(recorded_at_the_time(declared_at(30), stay, received(300, 31), kSettings));
  EXPECT_FALSE(recorded_at_the_time(declared_at(182), stay, received(183, 183), kSettings));
}

TEST(RecordedAtTheTime, ADeclarationSpeaksForNothingBeforeItsWritingLessTheLag) {
  Declaration late = declared_at(100);
  late.from = minute(0);
  EXPECT_EQ(claims_from(late, kSettings), minute(70));
  EXPECT_EQ(claims_from(declared_at(100), kSettings), minute(100));
  late.to = minute(70);
  EXPECT_TRUE(recorded_at_the_time(late, departed_stay(), received(101), kSettings));
  late.to = minute(69);
  EXPECT_FALSE(recorded_at_the_time(late, departed_stay(), received(101), kSettings)) << "nothing is left of it";
}

Declaration confirmed_by(std::vector<std::pair<Actor, bool>> words) {
  Declaration declaration = declared_at(30);
  for (auto& [actor, accepted] : words) {
    Confirmation confirmation;
    confirmation.accepted = accepted;
    confirmation.written.actor = std::move(actor);
    declaration.confirmations.push_back(confirmation);
  }
  return declaration;
}

TEST(TerminalConfirmation, IsTheLastWordOfTheTerminalOrAnOfficer) {
  const Actor officer{ActorRole::officer, "of-3"};
  EXPECT_FALSE(terminal_confirmed(confirmed_by({})));
  EXPECT_TRUE(terminal_confirmed(confirmed_by({{kForeman, true}})));
  EXPECT_TRUE(terminal_confirmed(confirmed_by({{officer, true}})));
  EXPECT_FALSE(terminal_confirmed(confirmed_by({{kForeman, true}, {officer, false}})));
  EXPECT_TRUE(terminal_confirmed(confirmed_by({{kForeman, false}, {officer, true}})));
}

TEST(TerminalConfirmation, IsNotTheVesselsNorTheDevicesNorTheDeclarersOwn) {
  EXPECT_FALSE(terminal_confirmed(confirmed_by({{kSkipper, true}})));
  EXPECT_FALSE(terminal_confirmed(confirmed_by({{test::kDevice, true}})));
  EXPECT_FALSE(terminal_confirmed(confirmed_by({{Actor{ActorRole::foreman, kOperator.id}, true}})));
  EXPECT_TRUE(terminal_confirmed(confirmed_by({{kForeman, true}, {kSkipper, false}}))) << "the skipper has no vote";
}

}  // namespace
}  // namespace quaywatt::domain
