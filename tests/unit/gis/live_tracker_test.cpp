// Vessels of a live feed: the same stays as of a file, whatever order, repetition and interruption, and what is shown
// before the window has passed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>

#include "gis/live_tracker.h"
#include "tests/unit/gis/timeline.h"

namespace quaywatt::gis::test {
namespace {

LiveTracker tracker_of(std::vector<Fence> fences = two_berths()) { return {std::move(fences), nullptr, {}}; }

void take_all(LiveTracker& tracker, const std::vector<Fix>& given, LiveChanges& changes, std::uint32_t mmsi = kMmsi) {
  for (const auto& fix : given) tracker.take(mmsi, fix, changes);
}

std::vector<DetectedStay> closed_of(const LiveChanges& changes) {
  std::vector<DetectedStay> closed;
  for (const auto& change : changes.stays) {
    if (change.kind == StayChange::Kind::closed) closed.push_back(change.stay);
  }
  std::sort(closed.begin(), closed.end(), [](const auto& a, const auto& b) { return a.arrived_ms < b.arrived_ms; });
  return closed;
}

TEST(LiveTracker, ShowsAStayBeforeTheWindowHasPassedAndConfirmsItAfterwards) {
  LiveTracker tracker = tracker_of();
  LiveChanges changes;
  take_all(tracker, fixes("..AAAAAAAAAA"), changes);
  EXPECT_TRUE(changes.stays.empty());  // a late position could still undo it
  ASSERT_EQ(tracker.open_stays().size(), 1u);
  EXPECT_EQ(minute(tracker.open_stays()[0].arrived_ms), 2);
  EXPECT_EQ(minute(tracker.open_stays()[0].departed_ms), 11);
  EXPECT_EQ(tracker.track_of(kMmsi, 0, tracker.open_stays()[0].arrived_ms).size(), 11u);

  tracker.advance(kStartMs + 60 * kMinuteMs, changes);
  ASSERT_EQ(changes.stays.size(), 1u);
  EXPECT_EQ(changes.stays[0].kind, StayChange::Kind::opened);
  EXPECT_EQ(changes.stays[0].stay.mmsi, kMmsi);
  EXPECT_EQ(tracker.open_stays().size(), 1u);
}

TEST(LiveTracker, KeepsTheTrackOfAStayThinnedToItsEnds) {
  LiveTracker tracker = tracker_of();
  LiveChanges changes;
  take_all(tracker, fixes("..." + std::string(1000, 'A') + std::string(60, '.')), changes);
  const auto closed = std::find_if(changes.stays.begin(), changes.stays.end(),
                                   [](const auto& change) { return change.kind == StayChange::Kind::closed; });
  ASSERT_NE(closed, changes.stays.end());
  EXPECT_LE(closed->track.size(), kTrackPointsMax);
  EXPECT_GE(closed->track.size(), kTrackPointsMax / 2);
  EXPECT_EQ(minute(closed->track.front().at_ms), 2);   // the last report of the approach
  EXPECT_GT(minute(closed->track.back().at_ms), 1002);
}

TEST(LiveTracker, V13_SaysWhichPositionsComeTooLateToCount) {
  LiveTracker tracker = tracker_of();
  LiveChanges changes;
  take_all(tracker, fixes(std::string(120, '.')), changes);
  EXPECT_EQ(tracker.take(kMmsi, fixes("A")[0], changes), Taken::too_late);
  Fix again = fixes(std::string(120, '.')).back();
  EXPECT_EQ(tracker.take(kMmsi, again, changes), Taken::repeated);
}

TEST(LiveTracker, V11_AFloodOfVesselsEndsAtTheLimit) {
  LiveTracker tracker{two_berths(), nullptr, {.vessels_max = 10}};
  LiveChanges changes;
  for (std::uint32_t mmsi = 1; mmsi <= 10; ++mmsi) {
    EXPECT_EQ(tracker.take(mmsi, fixes("A")[0], changes), Taken::accepted);
  }
  EXPECT_EQ(tracker.take(11, fixes("A")[0], changes), Taken::no_room);
  EXPECT_EQ(tracker.take(1, fixes(".A")[0], changes), Taken::accepted);
}

TEST(LiveTracker, ForgetsWhoIsSilentForADayUnlessItLiesAtABerth) {
  LiveTracker tracker = tracker_of();
  LiveChanges changes;
  take_all(tracker, fixes("AAAAAAAAAA"), changes, 1);
  take_all(tracker, fixes(".........."), changes, 2);
  tracker.advance(kStartMs + 60 * kMinuteMs, changes);
  EXPECT_EQ(tracker.vessels(), 2u);
  tracker.advance(kStartMs + 30 * 60 * kMinuteMs, changes);
  EXPECT_EQ(tracker.vessels(), 1u);
  ASSERT_TRUE(tracker.last_seen(1));
  EXPECT_EQ(minute(tracker.last_seen(1)->fix.at_ms), 9);
  EXPECT_EQ(tracker.open_stays().size(), 1u);  // V4: silence contradicts nothing
}

TEST(LiveTracker, AStayGoesOnUnderNewFencesAndEndsWhereItsBerthIsGone) {
  LiveTracker tracker = tracker_of();
  LiveChanges changes;
  take_all(tracker, fixes("AAAAAAAAAA"), changes, 1);
  take_all(tracker, fixes("BBBBBBBBBB"), changes, 2);
  tracker.advance(kStartMs + 60 * kMinuteMs, changes);
  auto fences = two_berths();
  std::swap(fences[0], fences[1]);
  tracker.change_fences(fences, changes);
  ASSERT_EQ(tracker.open_stays().size(), 2u);
  EXPECT_EQ(tracker.open_stays()[0].fence, 1);  // berth A has another number
  fences.resize(1);
  tracker.change_fences(fences, changes);
  ASSERT_EQ(tracker.open_stays().size(), 1u);
  ASSERT_EQ(closed_of(changes).size(), 1u);
  EXPECT_EQ(closed_of(changes)[0].mmsi, 1u);
}

TEST(LiveTracker, RefusesASnapshotThatIsDamagedOrOfAnotherKind) {
  LiveTracker tracker = tracker_of();
  LiveChanges changes;
  take_all(tracker, fixes("AAAAAAAAAA..."), changes);
  const std::string whole = tracker.snapshot();
  const auto refused = [&](const std::string& bytes) {
    LiveChanges none;
    return std::holds_alternative<SnapshotRefused>(LiveTracker::restore(bytes, two_berths(), nullptr, {}, none));
  };
  EXPECT_FALSE(refused(whole));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    EXPECT_TRUE(refused(damaged)) << i;
    EXPECT_TRUE(refused(whole.substr(0, i))) << i;
  }
  EXPECT_TRUE(refused(whole + "x"));
}

TEST(LiveTracker, ARestoredStayWhoseBerthIsGoneIsClosed) {
  LiveTracker tracker = tracker_of();
  LiveChanges changes;
  take_all(tracker, fixes("AAAAAAAAAA"), changes);
  tracker.advance(kStartMs + 60 * kMinuteMs, changes);
  LiveChanges lost;
  auto fences = two_berths();
  fences.erase(fences.begin());
  const auto restored = LiveTracker::restore(tracker.snapshot(), fences, nullptr, {}, lost);
  ASSERT_TRUE(std::holds_alternative<LiveTracker>(restored));
  ASSERT_EQ(lost.stays.size(), 1u);
  EXPECT_EQ(lost.stays[0].kind, StayChange::Kind::closed);
  EXPECT_EQ(minute(lost.stays[0].stay.departed_ms), 9);
}

/// A replay of three vessels, shuffled within the window and with rows repeated, stopped and restored at any place,
/// gives the stays of the uninterrupted file (restart in the middle of a replay).
TEST(LiveTrackerProperty, AnyShuffleRepetitionAndRestartGivesTheSameStays) {
  static constexpr std::string_view kKinds = "AAAAAAAAAABBBB....a~x___";
  EXPECT_TRUE(rc::check([](std::uint32_t seed) {
    std::mt19937 random{seed};
    std::vector<std::tuple<std::int64_t, std::uint32_t, Fix>> delivered;
    const FenceIndex index{two_berths()};
    StayFinder whole{index, {}};
    for (std::uint32_t mmsi = 1; mmsi <= 3; ++mmsi) {
      std::string drawing;
      while (drawing.size() < 300) drawing += std::string(1 + random() % 40, kKinds[random() % kKinds.size()]);
      for (const auto& fix : fixes(drawing, 20'000)) {
        whole.take(mmsi, fix);
        for (unsigned times = random() % 4 == 0 ? 2 : 1; times > 0; --times) {
          delivered.emplace_back(fix.at_ms + static_cast<std::int64_t>(random() % 1'790'000), mmsi, fix);
        }
      }
    }
    std::sort(delivered.begin(), delivered.end());
    LiveTracker tracker = tracker_of();
    LiveChanges changes;
    const std::size_t stop = random() % delivered.size();
    for (std::size_t i = 0; i < delivered.size(); ++i) {
      if (i == stop) {
        auto restored = LiveTracker::restore(tracker.snapshot(), two_berths(), nullptr, {}, changes);
        tracker = std::get<LiveTracker>(std::move(restored));
      }
      const auto& [at_ms, mmsi, fix] = delivered[i];
      RC_ASSERT(tracker.take(mmsi, fix, changes) != Taken::too_late);
    }
    auto expected = whole.finish();
    const auto open = static_cast<std::size_t>(std::count_if(expected.begin(), expected.end(),
                                                  [](const auto& stay) { return stay.open; }));
    RC_ASSERT(tracker.open_stays().size() >= open);
    tracker.advance(kStartMs + 100'000 * kMinuteMs, changes);
    auto found = closed_of(changes);
    for (const auto& stay : tracker.open_stays()) found.push_back(stay);
    const auto key = [](const DetectedStay& a, const DetectedStay& b) {
      return std::tie(a.mmsi, a.arrived_ms) < std::tie(b.mmsi, b.arrived_ms);
    };
    std::sort(found.begin(), found.end(), key);
    std::sort(expected.begin(), expected.end(), key);
    RC_ASSERT(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      found[i].open = expected[i].open;  // the end of a file closes what was seen away twice; a live feed waits
      RC_ASSERT(found[i] == expected[i]);
    }
  }));
}

TEST(Activity, CutsAtHoursAndAtWaterwaysAndCountsNoJitterAtTheQuay) {
  LiveTracker tracker = tracker_of();
  LiveChanges changes;
  take_all(tracker, fixes(std::string(90, 'A') + std::string(60, '.')), changes);
  tracker.advance(kStartMs + 300 * kMinuteMs, changes);
  tracker.advance(kStartMs + 60 * 60 * kMinuteMs, changes);
  ASSERT_GE(changes.activity.size(), 3u);
  std::int64_t end_ms = kStartMs;
  for (const auto& interval : changes.activity) {
    EXPECT_EQ(interval.mmsi, kMmsi);
    EXPECT_EQ(interval.from_ms, end_ms);
    EXPECT_LT(interval.from_ms, interval.to_ms);
    EXPECT_EQ(interval.from_ms / 3'600'000, (interval.to_ms - 1) / 3'600'000);
    if (interval.motion == Motion::alongside) {
      EXPECT_EQ(interval.distance_m, 0.0);
      EXPECT_EQ(interval.berth, 0);
    }
    end_ms = interval.to_ms;
  }
  EXPECT_EQ(minute(end_ms), 149);
  EXPECT_EQ(changes.activity.back().motion, Motion::under_way);
  EXPECT_NEAR(changes.activity.back().mean_speed_kn, 6.0, 1e-9);
  EXPECT_NEAR(changes.activity.back().cubic_speed_kn, 6.0, 1e-9);
}

}  // namespace
}  // namespace quaywatt::gis::test
