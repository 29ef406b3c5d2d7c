// Each rule of when a vessel lies at a berth, as a drawing of its reports (timeline.h).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/gis/timeline.h"

namespace quaywatt::gis::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "A 3-12" = at berth A from minute 3 to minute 12; "open" and the evidence follow when they are not the usual.
std::vector<std::string> seen(const std::vector<Fix>& given) {
  std::vector<std::string> lines;
  for (const auto& stay : stays_of(given)) {
    const auto from = std::to_string(minute(stay.arrived_ms));
    std::string line = (stay.fence == 0 ? "A " : "B ") + from + '-' + std::to_string(minute(stay.departed_ms));
    if (stay.open) line += " open";
    if (stay.evidence == StayEvidence::gaps) line += " gaps";
    if (stay.evidence == StayEvidence::inferred) line += " inferred";
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> seen(std::string_view drawing) { return seen(fixes(drawing)); }

TEST(Stay, LastsFromTheFirstToTheLastReportAlongside) {
  EXPECT_THAT(seen("...AAAAAAAAAA..............."), ElementsAre("A 3-12"));
}

TEST(Stay, WantsThreeReportsOverFiveMinutes) {
  EXPECT_THAT(seen("...AAAAA..............."), IsEmpty());        // four minutes
  EXPECT_THAT(seen("...AAAAAA.............."), ElementsAre("A 3-8"));
  EXPECT_THAT(seen("...A____A.............."), IsEmpty());        // two reports
  EXPECT_THAT(seen("...A__A__A............."), ElementsAre("A 3-9"));
}

TEST(Stay, V3_AVesselSeenOnceOpensNothing) { EXPECT_THAT(seen("A"), IsEmpty()); }

TEST(Stay, V2_OneReportFromAnotherPortDoesNotBreakIt) {
  EXPECT_THAT(seen("...AAAAAxAAAAAAAxAAAA............"), ElementsAre("A 3-20"));
}

TEST(Stay, V2_AnOutlierAfterALongSilenceDoesNotSplitIt) {
  std::vector<Fix> given = fixes("AAAAAAAAAA");
  const auto shifted = [&given](std::string_view drawing, std::int64_t by_minutes) {
    for (Fix fix : fixes(drawing)) {
      fix.at_ms += by_minutes * kMinuteMs;
      given.push_back(fix);
    }
  };
  shifted("xAAAAAAAAAA...............", 200);   // 40 km in three hours is within reach, and yet an outlier
  EXPECT_THAT(seen(given), ElementsAre("A 0-210 inferred"));
}

TEST(Stay, V4_SilenceKeepsItOpenAndSaysSo) {
  const std::string quiet(120, '_');
  EXPECT_THAT(seen("...AAAAAA" + quiet + "AAA..............."), ElementsAre("A 3-131 inferred"));
  EXPECT_THAT(seen("...AAAAAA" + quiet + "..............."), ElementsAre("A 3-8 inferred"));
  EXPECT_THAT(seen("...AAAAAA____________________AAA..............."), ElementsAre("A 3-31 gaps"));
}

TEST(Stay, V5_TheNavigationalStatusIsNotEvenRead) {
  static_assert(sizeof(Fix) <= 24, "a fix carries time, place and speed, nothing else");
  EXPECT_THAT(seen("AAAAAAA..............."), ElementsAre("A 0-6"));
}

TEST(Stay, V6_WanderingAcrossTheEdgeDoesNotSplitIt) {
  EXPECT_THAT(seen("...AA~A~~A~~~~~~~~~~~~~~A~A............"), ElementsAre("A 3-26"));
}

TEST(Stay, V6_AnAbsenceUpToTenMinutesDoesNotSplitItALongerOneDoes) {
  EXPECT_THAT(seen("AAAAAAA.........AAAAAAAA..............."), ElementsAre("A 0-23"));
  EXPECT_THAT(seen("AAAAAAA...........AAAAAAAA..............."), ElementsAre("A 0-6", "A 18-25"));
}

TEST(Stay, SlowDriftInsideTheFenceIsNeitherAlongsideNorAway) {
  EXPECT_THAT(seen("aaaaaaaaaaaaaaa"), IsEmpty());
  EXPECT_THAT(seen("AAAAAAAaaaaaaaaaaaaaaaaaaaaaaAA..............."), ElementsAre("A 0-30"));
}

TEST(Stay, V6_AVesselMooredOnTheEdgeLiesThereToItsLastStillReport) {
  EXPECT_THAT(seen("...A^^A^A^^^^AAA^AA^^^^^^^^^^^^^^............"), ElementsAre("A 3-32"));
}

TEST(Stay, V6_AVesselThatLiesBesideTheFenceIsPutIntoItByJitterInVain) {
  EXPECT_THAT(seen("...~~~~~~~~A~~~A~A~~~~~~~A~~A~~~~~~~A~~~............"), IsEmpty());
  EXPECT_THAT(seen("...~~~~~~~~~~aaAAAAAAAAAAAAA............"), ElementsAre("A 15-27"));  // it moved in
}

TEST(Stay, V6_JitterIntoTheNeighboursFenceMetresAwayIsNoShift) {
  EXPECT_THAT(seen("...AAbAbbAAAbAAAAAAAAbbbbbbbAAAAAAA..............."), ElementsAre("A 3-34"));
  EXPECT_THAT(seen("...bAAbAbbAAAbAAAAAAAA..............."), ElementsAre("A 4-21"));
  // Staying there is a shift, and so is moving there.
  EXPECT_THAT(seen("...AAAAAAAAA" + std::string(40, 'b') + "..............."), ElementsAre("A 3-11", "B 12-51"));
}

TEST(Stay, DriftingThroughSlowerThanEightTenthsOfAKnotIsNoStay) {
  std::vector<Fix> given;
  for (int i = 0; i < 60; ++i) {  // 0.6 kn along both berths: 100 m in five and a half minutes
    given.push_back({kStartMs + i * kMinuteMs, {1'201'990'000 + i * 1'950, 319'002'000}, 60});
  }
  EXPECT_THAT(seen(given), IsEmpty());
}

TEST(Stay, ADepartureHiddenBySilenceIsDatedFromTheLastReportAlongside) {
  const std::string quiet(180, '_');
  EXPECT_THAT(seen("...AAAAAAAAA" + quiet + "....AAAAAAAAAA....................."),
              ElementsAre("A 3-11 inferred", "A 196-205"));
  EXPECT_THAT(seen("...AAAAAAAA..________________AAAAAAAA............"), ElementsAre("A 3-10", "A 29-36"));
}

TEST(Stay, C9_AClockSetAheadNeitherEndsAStayNorLosesTheRest) {
  EXPECT_THAT(seen("f..AAAAfAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA..............."), ElementsAre("A 3-45"));
}

TEST(Stay, LongRangeReportsAreTooCoarseToEndIt) {
  EXPECT_THAT(seen("...AAAAALLLLLLLLLLLLLLLLLLLLLAAA..............."), ElementsAre("A 3-31 gaps"));
  EXPECT_THAT(seen("LLLLLLLLLLLLLLL"), IsEmpty());
}

TEST(Stay, V1_AVesselPassingAnOldOutlierGoesOnAlongItsOwnPath) {
  std::vector<Fix> given = fixes("AAAAAAAAAA");
  given.insert(given.begin() + 5, {kStartMs + 4 * kMinuteMs + 9'000, {1'202'005'000, 319'068'000}, 0});  // 700 m, 9 s
  for (int i = 0; i < 20; ++i) {  // leaves northwards past that spot
    given.push_back({kStartMs + (10 + i) * kMinuteMs, {1'202'005'000, 319'004'000 + i * 17'000}, 600});
  }
  EXPECT_THAT(seen(given), ElementsAre("A 0-9"));
}

TEST(Stay, V8_ShiftingBerthsMakesTwoStaysOfOnePortCall) {
  const auto stays = stays_of(fixes("...AAAAAAAAaaBBBBBBBBB..............."));
  ASSERT_EQ(stays.size(), 2u);
  EXPECT_EQ(stays[0].fence, 0);
  EXPECT_EQ(stays[1].fence, 1);
  EXPECT_EQ(stays[0].call_no, stays[1].call_no);
  EXPECT_EQ(minute(stays[0].departed_ms), 10);
  EXPECT_EQ(minute(stays[1].arrived_ms), 13);
}

TEST(Stay, AReturnNextDayIsAnotherPortCall) {
  const auto stays = stays_of(fixes("AAAAAAA..............." + std::string(1440, '_') + "AAAAAAA..............."));
  ASSERT_EQ(stays.size(), 2u);
  EXPECT_NE(stays[0].call_no, stays[1].call_no);
}

TEST(Stay, KnowsWhatIsPossibleBesideWhatIsSeen) {
  const auto stays = stays_of(fixes("..__AAAAAAAA___..............."));
  ASSERT_EQ(stays.size(), 1u);
  EXPECT_EQ(minute(stays[0].arrived_earliest_ms.value()), 1);
  EXPECT_EQ(minute(stays[0].departed_latest_ms.value()), 15);
}

TEST(Stay, IsOpenWhenTheFeedEndsAlongside) { EXPECT_THAT(seen("...AAAAAAAA"), ElementsAre("A 3-10 open")); }

TEST(Stay, HasEndedWhenTheFeedEndsAfterTwoReportsAway) { EXPECT_THAT(seen("...AAAAAAAA.."), ElementsAre("A 3-10")); }

TEST(Stay, V7_TwoVesselsAbreastAreTwoStays) {
  const auto fences = two_berths();
  const FenceIndex index{fences};
  StayFinder finder{index, {}};
  for (const auto& fix : fixes("AAAAAAAA...............")) {
    finder.take(413'000'001, fix);
    finder.take(413'000'002, fix);
  }
  EXPECT_EQ(finder.finish().size(), 2u);
}

TEST(Stay, V1_TwoVesselsUnderOneMmsiAreToldApartAndMarked) {
  std::vector<Fix> given;
  const auto first = fixes("AAAAAAAAAAAAAAAA");
  for (const auto& fix : first) {
    given.push_back(fix);
    Fix other = fix;
    other.at = {1'210'000'000, 315'000'000};
    other.at_ms += 20'000;
    given.push_back(other);
  }
  const auto stays = stays_of(given);
  ASSERT_EQ(stays.size(), 1u);
  EXPECT_TRUE(stays[0].identity_doubtful);
  EXPECT_EQ(minute(stays[0].departed_ms), 15);
}

TEST(Stay, UnknownSpeedIsTakenFromTheStep) {
  auto given = fixes("...AAAAAAAAAA...............");
  for (auto& fix : given) fix.sog_ckn = kSpeedUnknown;
  const auto stays = stays_of(given);
  ASSERT_EQ(stays.size(), 1u);
  EXPECT_EQ(minute(stays[0].departed_ms), 12);
}

TEST(Stay, JitterOfAVesselWhoseSpeedIsUnknownIsNoSpeed) {
  std::vector<Fix> given = fixes("...");
  for (int i = 0; i < 360; ++i) {  // an hour, every ten seconds, ten metres to and fro: two knots from step to step
    const std::int32_t off = i % 2 == 0 ? 500 : -500;
    given.push_back({kStartMs + 3 * kMinuteMs + i * 10'000, {1'202'005'000 + off, 319'002'000 - off}});
  }
  for (Fix fix : fixes("...............")) {
    fix.at_ms += 64 * kMinuteMs;
    given.push_back(fix);
  }
  for (auto& fix : given) fix.sog_ckn = kSpeedUnknown;
  const auto stays = stays_of(given);
  ASSERT_EQ(stays.size(), 1u);
  EXPECT_EQ(minute(stays[0].departed_ms), 62);
}

}  // namespace
}  // namespace quaywatt::gis::test
