// The one place of interval arithmetic: united time within a stay.

#include <gtest/gtest.h>

#include "domain/rules/time_spans.h"

namespace quaywatt::domain {
namespace {

constexpr TimeSpan span(int from, int to) { return {Instant{Millis{from}}, Instant{Millis{to}}}; }

TEST(UnitedTime, OfNothingIsNothing) { EXPECT_EQ(united_time({}, span(0, 100)), Millis{0}); }

TEST(UnitedTime, CountsOverlapsOnceInAnyOrder) {
  EXPECT_EQ(united_time({span(10, 30), span(20, 40)}, span(0, 100)), Millis{30});
  EXPECT_EQ(united_time({span(20, 40), span(10, 30)}, span(0, 100)), Millis{30});
}

TEST(UnitedTime, CountsASpanInsideAnotherOnce) {
  EXPECT_EQ(united_time({span(10, 90), span(20, 30), span(40, 50)}, span(0, 100)), Millis{80});
}

TEST(UnitedTime, JoinsAdjoiningSpansWithoutGapOrOverlap) {
  EXPECT_EQ(united_time({span(10, 20), span(20, 30)}, span(0, 100)), Millis{20});
}

TEST(UnitedTime, ClipsToTheBounds) {
  EXPECT_EQ(united_time({span(-50, 10), span(95, 300)}, span(0, 100)), Millis{15});
  EXPECT_EQ(united_time({span(-50, 300)}, span(0, 100)), Millis{100});
  EXPECT_EQ(united_time({span(-50, 0), span(100, 300)}, span(0, 100)), Millis{0});
}

TEST(UnitedTime, OfAnEmptyBoundIsNothing) { EXPECT_EQ(united_time({span(-50, 300)}, span(7, 7)), Millis{0}); }

TEST(SharedPart, OfSpansThatOnlyTouchIsEmpty) {
  EXPECT_FALSE(shared_part(span(0, 10), span(10, 20)));
  ASSERT_TRUE(shared_part(span(0, 11), span(10, 20)));
  EXPECT_EQ(shared_part(span(0, 11), span(10, 20))->length(), Millis{1});
}

}  // namespace
}  // namespace quaywatt::domain
