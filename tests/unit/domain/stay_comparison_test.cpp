// Stays as positions prove them beside stays as operators declare them: differences are shown, never smoothed, and what
// they suggest is proposed to a person.
#include <gtest/gtest.h>

#include "domain/stays/stay_comparison.h"
#include "domain/stays/stay_propositions.h"

namespace quaywatt::domain {
namespace {

constexpr Instant kMidnight{Millis{1'740'787'200'000}};  // 2025-03-01T00:00:00Z

Instant at(int minutes) { return kMidnight + std::chrono::minutes{minutes}; }

AisStay seen(const std::string& berth, int from, std::optional<int> to) {
  return {.vessel = "SU XI HUO 1098", .berth = berth, .arrived_at = at(from),
          .departed_at = to ? std::optional{at(*to)} : std::nullopt};
}

DeclaredStay declared(const std::string& berth, int from, std::optional<int> to) {
  return {"1.7", "SU XI HUO 1098", berth, at(from), to ? std::optional{at(*to)} : std::nullopt};
}

StayComparison only(const AisStay& ais, const DeclaredStay& by_hand) {
  const auto compared = compare_stays({ais}, {by_hand});
  EXPECT_EQ(compared.size(), 1u);
  return compared.front();
}

TEST(StayComparison, AgreesWithinAQuarterOfAnHourAtBothEnds) {
  const auto pair = only(seen("A1", 0, 300), declared("A1", 15, 285));
  EXPECT_EQ(pair.agreement, StayAgreement::agree);
  EXPECT_EQ(pair.arrival->declared_after_ais, std::chrono::minutes{15});
  EXPECT_EQ(pair.departure->declared_after_ais, std::chrono::minutes{-15});
}

TEST(StayComparison, SaysByHowMuchAndAtWhichEndTheyDiffer) {
  const auto late = only(seen("A1", 0, 300), declared("A1", 16, 300));
  EXPECT_EQ(late.agreement, StayAgreement::differ);
  EXPECT_TRUE(late.arrival->shown);
  EXPECT_FALSE(late.arrival->explained_by_gap);
  EXPECT_FALSE(late.departure->shown);
  const auto early = only(seen("A1", 0, 300), declared("A1", 0, 118));
  EXPECT_EQ(early.agreement, StayAgreement::differ);
  EXPECT_EQ(early.departure->declared_after_ais, std::chrono::minutes{-182});
}

TEST(StayComparison, TellsADifferenceThatTheVesselsSilenceExplains) {
  AisStay silent = seen("A1", 100, 200);
  silent.arrived_earliest = at(20);
  silent.departed_latest = at(330);
  const auto pair = only(silent, declared("A1", 40, 320));
  EXPECT_EQ(pair.agreement, StayAgreement::differ);
  EXPECT_TRUE(pair.arrival->explained_by_gap);
  EXPECT_TRUE(pair.departure->explained_by_gap);
  EXPECT_FALSE(only(silent, declared("A1", 0, 350)).arrival->explained_by_gap);
  EXPECT_FALSE(only(silent, declared("A1", 0, 350)).departure->explained_by_gap);
}

TEST(StayComparison, OneSideStillOpenIsADifference) {
  EXPECT_TRUE(only(seen("A1", 0, std::nullopt), declared("A1", 0, 60)).one_still_open);
  EXPECT_EQ(only(seen("A1", 0, 60), declared("A1", 0, std::nullopt)).agreement, StayAgreement::differ);
  EXPECT_EQ(only(seen("A1", 0, std::nullopt), declared("A1", 0, std::nullopt)).agreement, StayAgreement::agree);
}

TEST(StayComparison, EveryStayComesOutOnceInOrderOfArrival) {
  AisStay unknown = seen("A2", 50, 90);
  unknown.vessel.clear();
  DeclaredStay stranger = declared("A1", 5, 300);
  stranger.vessel = "other";
  const auto compared =
      compare_stays({seen("A1", 400, 500), unknown, seen("A1", 0, 300)}, {stranger, declared("A1", 402, 500)});
  ASSERT_EQ(compared.size(), 4u);
  EXPECT_EQ(compared[0].agreement, StayAgreement::only_ais);
  EXPECT_EQ(compared[1].agreement, StayAgreement::only_declared);
  EXPECT_EQ(compared[2].agreement, StayAgreement::only_ais);
  EXPECT_EQ(compared[3].agreement, StayAgreement::agree);
  EXPECT_EQ(compared[3].ais, 0u);
}

TEST(StayComparison, V8_PairsTheSameBerthBeforeAnotherThatSharesMoreTime) {
  const auto compared = compare_stays({seen("A1", 0, 300), seen("A2", 310, 360)}, {declared("A2", 0, 360)});
  ASSERT_EQ(compared.size(), 2u);
  EXPECT_EQ(compared[0].agreement, StayAgreement::only_ais);
  EXPECT_EQ(compared[1].agreement, StayAgreement::differ);
  EXPECT_EQ(only(seen("A1", 0, 300), declared("A2", 0, 300)).agreement, StayAgreement::other_berth);
  const auto longest = compare_stays({seen("A1", 0, 100), seen("A1", 150, 400)}, {declared("A1", 90, 400)});
  EXPECT_EQ(longest[0].agreement, StayAgreement::only_ais);
  EXPECT_EQ(longest[1].declared, 0u);
}

TEST(StayComparison, AStayDeclaredTwiceIsPairedOnce) {
  const auto compared = compare_stays({seen("A1", 0, 300)}, {declared("A1", 200, 300), declared("A1", 0, 150)});
  ASSERT_EQ(compared.size(), 2u);
  EXPECT_EQ(compared[0].declared, 1u);
  EXPECT_EQ(compared[1].agreement, StayAgreement::only_declared);
}

TEST(StayComparison, HasANameForEachAgreement) {
  EXPECT_STREQ(agreement_name(StayAgreement::other_berth), "other_berth");
  EXPECT_STREQ(agreement_name(StayAgreement::only_declared), "only_declared");
}

TEST(SupplyEnd, O3_IsProposedAtTheLastLoadWhenTheVesselIsGoneAndThePowerZero) {
  const auto proposed = propose_supply_end(seen("A1", 0, 300), {.started_at = at(20), .last_load_at = at(280)});
  ASSERT_TRUE(proposed);
  EXPECT_EQ(proposed->end_at, at(280));
  EXPECT_EQ(proposed->departed_at, at(300));
  EXPECT_EQ(propose_supply_end(seen("A1", 0, 300), {.started_at = at(20)})->end_at, at(20));  // never a load
}

TEST(SupplyEnd, O3_ALoadWithinTheSilenceOfTheDepartureEndsWhereTheVesselWasLastSeen) {
  AisStay silent = seen("A1", 0, 300);
  silent.departed_latest = at(400);
  EXPECT_EQ(propose_supply_end(silent, {.started_at = at(20), .last_load_at = at(350)})->end_at, at(300));
}

TEST(SupplyEnd, O3_IsNotProposedWhileAnythingSpeaksAgainstIt) {
  const RunningSupply idle{.started_at = at(20), .last_load_at = at(280)};
  EXPECT_FALSE(propose_supply_end(seen("A1", 0, std::nullopt), idle));
  EXPECT_FALSE(propose_supply_end(seen("A1", 0, 300), {.started_at = at(20), .last_load_at = at(280),
                                                       .load_now = true}));
  EXPECT_FALSE(propose_supply_end(seen("A1", 0, 300), {.started_at = at(20), .last_load_at = at(310)}));
  EXPECT_FALSE(propose_supply_end(seen("A1", 0, 300), {.started_at = at(301)}));
  AisStay doubtful = seen("A1", 0, 300);
  doubtful.identity_doubtful = true;
  EXPECT_FALSE(propose_supply_end(doubtful, idle));
}

constexpr Millis kTwoHours = std::chrono::hours{2};

TEST(DepartureDoubt, X8_TheMeterFedItAfterItIsSaidToHaveLeft) {
  EXPECT_EQ(doubt_departure(seen("A1", 0, 110), {.load_until = at(126)}, kTwoHours),
            DepartureDoubt::load_after_departure);
  EXPECT_EQ(doubt_departure(seen("A1", 0, 110), {.load_until = at(125)}, kTwoHours), DepartureDoubt::none);
  AisStay silent = seen("A1", 0, 110);
  silent.departed_latest = at(130);
  EXPECT_EQ(doubt_departure(silent, {.load_until = at(140)}, kTwoHours), DepartureDoubt::none);
}

TEST(DepartureDoubt, X8_TheOperatorSaysItLayThereBeyondTheThreshold) {
  const AisStay early = seen("A1", 0, 60);
  EXPECT_EQ(doubt_departure(early, {.declared_until = at(180)}, kTwoHours), DepartureDoubt::declared_after_departure);
  EXPECT_EQ(doubt_departure(early, {.declared_open = true}, kTwoHours), DepartureDoubt::declared_after_departure);
  EXPECT_EQ(doubt_departure(early, {.declared_until = at(118)}, kTwoHours), DepartureDoubt::none);
  EXPECT_EQ(doubt_departure(early, {}, kTwoHours), DepartureDoubt::none);
  EXPECT_EQ(doubt_departure(seen("A1", 0, 115), {.declared_until = at(125)}, kTwoHours), DepartureDoubt::none);
}

TEST(DepartureDoubt, X8_IsNotAskedOfAStayBeyondTheThresholdOrStillOpen) {
  EXPECT_EQ(doubt_departure(seen("A1", 0, 121), {.load_until = at(900)}, kTwoHours), DepartureDoubt::none);
  EXPECT_EQ(doubt_departure(seen("A1", 0, std::nullopt), {.load_until = at(900)}, kTwoHours), DepartureDoubt::none);
}

}  // namespace
}  // namespace quaywatt::domain
