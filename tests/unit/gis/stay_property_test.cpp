// The same reports give the same stays, whatever order and repetition the feed delivers them in within the window.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>

#include "tests/unit/gis/timeline.h"

namespace quaywatt::gis::test {
namespace {

std::vector<Fix> random_path(std::mt19937& random) {
  static constexpr std::string_view kKinds = "AAAAAAAAAABBBB....a~x___";
  std::string drawing;
  while (drawing.size() < 400) {
    const char kind = kKinds[random() % kKinds.size()];
    drawing += std::string(kind == 'x' ? 1 : 1 + random() % 40, kind);
  }
  return fixes(drawing, 20'000);
}

void expect_same(const std::vector<DetectedStay>& a, const std::vector<DetectedStay>& b) {
  RC_ASSERT(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    RC_ASSERT(a[i].fence == b[i].fence);
    RC_ASSERT(a[i].arrived_ms == b[i].arrived_ms);
    RC_ASSERT(a[i].departed_ms == b[i].departed_ms);
    RC_ASSERT(a[i].open == b[i].open);
    RC_ASSERT(a[i].evidence == b[i].evidence);
    RC_ASSERT(a[i].arrived_earliest_ms == b[i].arrived_earliest_ms);
    RC_ASSERT(a[i].departed_latest_ms == b[i].departed_latest_ms);
  }
}

TEST(StayProperty, ShuffledWithinTheWindowAndRepeatedGivesTheSameStays) {
  EXPECT_TRUE(rc::check([](std::uint32_t seed) {
    std::mt19937 random{seed};
    const auto path = random_path(random);
    std::vector<std::pair<std::int64_t, Fix>> delivered;
    for (const auto& fix : path) {
      delivered.emplace_back(fix.at_ms + static_cast<std::int64_t>(random() % 1'790'000), fix);
      if (random() % 5 == 0) delivered.emplace_back(fix.at_ms + static_cast<std::int64_t>(random() % 1'790'000), fix);
    }
    std::sort(delivered.begin(), delivered.end());
    std::vector<Fix> shuffled;
    for (const auto& [at, fix] : delivered) shuffled.push_back(fix);
    expect_same(stays_of(path), stays_of(shuffled));
  }));
}

TEST(StayProperty, StaysOfOneVesselDoNotOverlapAndNeverRunBackwards) {
  EXPECT_TRUE(rc::check([](std::uint32_t seed) {
    std::mt19937 random{seed};
    auto stays = stays_of(random_path(random));
    std::sort(stays.begin(), stays.end(), [](const auto& a, const auto& b) { return a.arrived_ms < b.arrived_ms; });
    for (std::size_t i = 0; i < stays.size(); ++i) {
      RC_ASSERT(stays[i].arrived_ms < stays[i].departed_ms);
      if (stays[i].arrived_earliest_ms) RC_ASSERT(*stays[i].arrived_earliest_ms <= stays[i].arrived_ms);
      if (stays[i].departed_latest_ms) RC_ASSERT(*stays[i].departed_latest_ms >= stays[i].departed_ms);
      if (i > 0) RC_ASSERT(stays[i - 1].departed_ms <= stays[i].arrived_ms);
    }
  }));
}

}  // namespace
}  // namespace quaywatt::gis::test
