// The tracker over a real database: what positions prove becomes rows, once, whatever is interrupted.

#include <algorithm>

#include "tests/positions/tracking_world.h"

namespace quaywatt::test {
namespace {

constexpr std::uint32_t kOne = 413'770'001;
constexpr std::uint32_t kTwo = 413'770'002;

std::string minutes(std::string_view pieces) {
  std::string drawn;  // "5>40 1 5>" would be longer to read than what it draws
  for (const char c : pieces) drawn += std::string(10, c);
  return drawn;
}

/// Two vessels' lines in order of time.
std::vector<std::string> replay() {
  auto one = path_lines(kOne, minutes(">1111111111>>222222>>"));
  const auto two = path_lines(kTwo, minutes(">>>2222>.....>1111111"), 7s);
  std::vector<std::string> all;
  for (std::size_t i = 0; i < std::max(one.size(), two.size()); ++i) {
    if (i < one.size()) all.push_back(one[i]);
    if (i < two.size()) all.push_back(two[i]);
  }
  return all;
}

std::string joined(const std::vector<std::string>& lines, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < std::min(to, lines.size()); ++i) text += lines[i];
  return text;
}

constexpr Millis kReplayed = 210min;

std::vector<std::string> uninterrupted() {
  TrackingWorld world;
  world.now = kMorning + kReplayed;
  const auto lines = replay();
  world.append(joined(lines, 0, lines.size()));
  auto tracking = world.tracking();
  TrackingWorld::hear(tracking, lines.size());
  world.now += 2h;
  tracking.round(1ms);
  return world.proven();
}

TEST(AisTracking, WritesEachStayOnceWithItsTrackAndActivity) {
  const auto rows = uninterrupted();
  const auto stays = std::ranges::count_if(rows, [](const std::string& row) {
    return row.find("|continuous|0|0") != std::string::npos;
  });
  EXPECT_EQ(stays, 4) << testing::PrintToString(rows);
  EXPECT_GT(rows.size(), 40U);
}

TEST(AisTracking, S1_KilledInTheMiddleOfAReplayItGivesTheStaysOfTheUninterruptedRun) {
  const auto whole = uninterrupted();
  const auto lines = replay();
  for (const std::size_t cut : {lines.size() / 5, lines.size() / 2, lines.size() * 4 / 5}) {
    TrackingWorld world;
    world.now = kMorning + kReplayed;
    const auto kept = world.directory.path() / "kept.snapshot";
    {
      auto tracking = world.tracking();
      world.append(joined(lines, 0, cut));
      TrackingWorld::hear(tracking, cut);
      ASSERT_TRUE(tracking.save_all());
      std::filesystem::copy_file(world.snapshot_file, kept);
      world.append(joined(lines, cut, cut + 30));  // heard and half of it written, then the kill
      TrackingWorld::hear(tracking, cut + 30);
    }
    std::filesystem::rename(kept, world.snapshot_file);
    world.append(joined(lines, cut + 30, lines.size()));
    world.run("UPDATE leases SET expires_at = 0");
    auto tracking = world.tracking("another");
    TrackingWorld::hear(tracking, lines.size() - cut);
    world.now += 2h;
    tracking.round(1ms);
    EXPECT_EQ(world.proven(), whole) << "cut at line " << cut;
  }
}

TEST(AisTracking, WithoutItsSnapshotStaysLeftOpenEndWhereTheyWereLastSeenAndSaySo) {
  TrackingWorld world;
  world.now = kMorning + 100min;
  const auto lines = path_lines(kOne, minutes(">111111111"));
  world.append(joined(lines, 0, lines.size()));
  {
    auto tracking = world.tracking();
    TrackingWorld::hear(tracking, lines.size());
    ASSERT_TRUE(tracking.save_all());
  }
  ASSERT_EQ(world.rows("SELECT departed_at FROM ais_stays"), std::vector<std::string>{"-"});
  std::filesystem::remove(world.snapshot_file);
  std::filesystem::remove(world.feed_file);
  auto tracking = world.tracking();
  tracking.round(1ms);
  EXPECT_EQ(world.rows("SELECT departed_at - arrived_at, evidence, tracking_lost FROM ais_stays"),
            std::vector<std::string>{std::to_string(Millis(89min).count()) + "|gaps|1"});
}

TEST(AisTracking, ADamagedSnapshotIsNoReasonNotToTrack) {
  TrackingWorld world;
  std::ofstream(world.snapshot_file) << "quaywatt positions 1\ntracker 5\nxxxxx";
  auto tracking = world.tracking();
  tracking.round(1ms);
  EXPECT_TRUE(tracking.leading());
  EXPECT_NE(world.log_text.str().find("ais_snapshot_refused"), std::string::npos);
}

TEST(AisTracking, S2_OfTwoInstancesOneTracksAndTheOtherTakesOver) {
  TrackingWorld world;
  auto first = world.tracking("one");
  auto second = world.tracking("another");
  first.round(1ms);
  second.round(1ms);
  EXPECT_TRUE(first.leading());
  EXPECT_FALSE(second.leading());
  // The first is away for so long that its lease runs out; what it wants to write then is refused.
  world.run("UPDATE leases SET expires_at = 0, fencing_token = fencing_token + 1, holder = 'another'");
  world.append(joined(path_lines(kOne, minutes(">111>>")), 0, 1'000));
  world.now = kMorning + 5h;
  EXPECT_THROW(first.save_all(), server::LeaseLost);
  // It notices with its next write or renewal, which are due by real time.
  const auto patience_ends = std::chrono::steady_clock::now() + 30s;
  while (first.leading() && std::chrono::steady_clock::now() < patience_ends) first.round(10ms);
  EXPECT_FALSE(first.leading());
  EXPECT_TRUE(world.rows("SELECT 1 FROM ais_stays").empty());
}

TEST(AisTracking, C9_PositionsAheadOfTimeAreSetAsideAndMakeNoStay) {
  TrackingWorld world;
  const auto lines = path_lines(kOne, minutes("1111"), 24h);
  world.append(joined(lines, 0, lines.size()));
  auto tracking = world.tracking();
  TrackingWorld::hear(tracking, lines.size());
  EXPECT_EQ(world.rows("SELECT reason, COUNT(*), MAX(feed) FROM ais_set_aside GROUP BY reason"),
            std::vector<std::string>{"future|40|quay"});
  ASSERT_TRUE(tracking.save_all());
  EXPECT_TRUE(world.rows("SELECT 1 FROM ais_alongside").empty());
}

TEST(AisTracking, V4_ASetSwitchedOffAtTheQuayLeavesTheStayOpenAndTheTimeMarkedInferred) {
  TrackingWorld world;
  auto tracking = world.tracking();
  const auto before = path_lines(kOne, minutes(">111"));
  world.append(joined(before, 0, before.size()));
  world.now = kMorning + 40min;
  TrackingWorld::hear(tracking, before.size());
  world.now = kMorning + 4h;  // silent for more than three hours
  tracking.round(1ms);
  ASSERT_TRUE(tracking.save_all());
  EXPECT_EQ(world.rows("SELECT berth, last_alongside_at - arrived_at FROM ais_alongside"),
            std::vector<std::string>{"JY-1|" + std::to_string(Millis(29min).count())});
  const auto after = path_lines(kOne, minutes("1>>>>"), 4h);
  for (std::size_t heard = 0; heard < after.size(); heard += 10) {
    world.append(joined(after, heard, heard + 10));
    world.now = kMorning + 4h + static_cast<std::int64_t>(heard + 10) * 1min;
    TrackingWorld::hear(tracking, before.size() + heard + 10);
  }
  world.now = kMorning + 7h;
  tracking.round(1ms);
  EXPECT_EQ(world.rows("SELECT evidence, last_alongside_at - arrived_at FROM ais_stays"),
            std::vector<std::string>{"inferred|" + std::to_string(Millis(3h + 59min).count())});
}

TEST(AisTracking, V8_ThePictureShowsAVesselUntilItShiftsAndThenAtItsOtherBerth) {
  TrackingWorld world;
  auto tracking = world.tracking();
  const auto lines = path_lines(kOne, minutes(">111>2222"));
  const auto picture_after = [&](std::size_t count) {
    world.now = kMorning + static_cast<std::int64_t>(count) * 1min;
    world.append(joined(lines, count - 20, count));
    TrackingWorld::hear(tracking, count);
    EXPECT_TRUE(tracking.save_all());
    return world.rows("SELECT mmsi, berth, evidence FROM ais_alongside");
  };
  EXPECT_EQ(picture_after(20), std::vector<std::string>{"413770001|JY-1|continuous"});
  picture_after(40);
  picture_after(60);
  EXPECT_EQ(picture_after(80), std::vector<std::string>{"413770001|JY-2|continuous"});
  EXPECT_EQ(world.rows("SELECT alongside, dropped FROM ais_tracking"), std::vector<std::string>{"1|0"});
  EXPECT_EQ(world.rows("SELECT total FROM ais_feed_counts WHERE cause = 'position'"),
            std::vector<std::string>{"80"});
}

}  // namespace
}  // namespace quaywatt::test
