// How long a stay is by clocks that were moved, were never set, or name a time that had not come.

#include "domain/berth/stay_span.h"

#include <gtest/gtest.h>

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;

constexpr Instant kEight{Millis{1'725'926'400'000}};

/// Registered at eight, ended after `passed` of real time on a wall clock moved by `moved`.
Stay stay(Millis passed, Millis moved = 0min) {
  Stay made;
  made.arrived_at = kEight;
  made.registered.at = kEight;
  made.registered.boot = "b1";
  made.registered.mono = 5min;
  made.registered.sync = ClockSync::synced;
  made.ended = made.registered;
  made.ended->mono += passed;
  made.ended->at += passed + moved;
  made.departed_at = made.ended->at;
  return made;
}

StaySpan span(Millis proven, std::optional<Millis> possible = std::nullopt) {
  return {kEight, kEight + proven, possible ? std::optional(kEight + *possible) : std::nullopt};
}

bool operator==(const StaySpan& a, const StaySpan& b) {
  return a.arrived_at == b.arrived_at && a.departed_at == b.departed_at && a.departed_latest == b.departed_latest;
}

TEST(StaySpan, IsWhatTheLinesNameWhenTheClocksAgree) {
  EXPECT_TRUE(stay_span(stay(2h), false) == span(2h));
  EXPECT_TRUE(stay_span(stay(2h, 60s), false) == span(2h + 60s)) << "within the margin";
  EXPECT_TRUE(stay_span(stay(2h, -60s), false) == span(2h - 60s));
}

TEST(StaySpan, C7_AClockMovedDuringTheStayLeavesBothLengthsPossible) {
  EXPECT_TRUE(stay_span(stay(110min, 20min), false) == span(110min, 130min));
  EXPECT_TRUE(stay_span(stay(130min, -20min), false) == span(110min, 130min));
  EXPECT_TRUE(stay_span(stay(10min, 24h), false) == span(10min, 24h + 10min)) << "a day ahead (C2)";
}

TEST(StaySpan, C7_ADepartureBeforeTheArrivalProvesNothing) {
  EXPECT_TRUE(stay_span(stay(30min, -3h), false) == span(0min, 30min));
}

TEST(StaySpan, C1_AcrossBootsOnlyTrustedClocksProveTime) {
  Stay restarted = stay(2h);
  restarted.ended->boot = "b2";
  EXPECT_TRUE(stay_span(restarted, false) == span(2h));
  restarted.registered.sync = ClockSync::unsynced;
  EXPECT_TRUE(stay_span(restarted, false) == span(0min, 2h));
  restarted.registered.sync = ClockSync::synced;
  restarted.ended->sync = ClockSync::unsynced;
  EXPECT_TRUE(stay_span(restarted, false) == span(0min, 2h));
  Stay backwards = stay(2h);
  backwards.ended->mono = 1min;  // the counter of another boot under the same id
  EXPECT_TRUE(stay_span(backwards, false) == span(2h));
}

TEST(StaySpan, C9_AClockAheadOfTheReceiptProvesNothing) {
  EXPECT_TRUE(stay_span(stay(2h), true) == span(0min, 2h));
}

TEST(StaySpan, AVesselStillThereIsMeasuredLater) {
  Stay open = stay(2h);
  open.departed_at.reset();
  EXPECT_FALSE(stay_span(open, true).departed_at);
  open = stay(2h);
  open.ended.reset();  // a corrected departure of a stay nobody ended
  EXPECT_TRUE(stay_span(open, true) == span(2h));
}

}  // namespace
}  // namespace quaywatt::domain
