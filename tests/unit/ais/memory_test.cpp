// What stands between feeds and database: the queue, the lines, the identities, the snapshot on disk.

#include <filesystem>
#include <fstream>
#include <set>

#include "server/ais/back_off.h"
#include "server/ais/identity_book.h"
#include "server/ais/line_splitter.h"
#include "server/ais/snapshot_file.h"
#include "tests/unit/ais/feed_world.h"

namespace quaywatt::test {
namespace {

using domain::Instant;
using domain::Millis;

Heard position_of(std::uint32_t mmsi) { return {0, std::nullopt, HeardPosition{mmsi, {}, 0, false}}; }

TEST(HeardQueue, V11_AFloodDropsTheOldestAndNeverWaits) {
  server::HeardQueue queue(1'000);
  for (std::uint32_t i = 0; i < 10'000; ++i) queue.put(position_of(i));
  EXPECT_EQ(queue.dropped(), 9'000U);
  const auto taken = queue.take_all(0ms);
  ASSERT_EQ(taken.size(), 1'000U);
  EXPECT_EQ(std::get<HeardPosition>(taken.front().what).mmsi, 9'000U);
  EXPECT_EQ(std::get<HeardPosition>(taken.back().what).mmsi, 9'999U);
}

TEST(HeardQueue, WhoeverIsPatientIsToldWhenItCloses) {
  server::HeardQueue queue(1);
  EXPECT_TRUE(queue.put_patiently(position_of(1)));
  std::thread waiting([&] { EXPECT_FALSE(queue.put_patiently(position_of(2))); });
  queue.close();
  waiting.join();
  EXPECT_EQ(queue.size(), 1U);
}

TEST(LineSplitter, CutsLinesWhereverTheBytesAreCut) {
  const std::string text = "one\r\ntwo\n\nfour";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    server::LineSplitter splitter;
    std::vector<std::string> lines;
    std::size_t bytes = 0;
    const auto take = [&](std::string_view line, std::size_t length, bool too_long) {
      EXPECT_FALSE(too_long);
      lines.emplace_back(line);
      bytes += length;
    };
    splitter.feed(std::string_view(text).substr(0, cut), take);
    splitter.feed(std::string_view(text).substr(cut), take);
    EXPECT_EQ(lines, (std::vector<std::string>{"one", "two", ""})) << cut;
    EXPECT_EQ(bytes, 10U) << cut;
    splitter.flush(take);
    EXPECT_EQ(lines.back(), "four") << cut;
  }
}

TEST(LineSplitter, V11_ALineWithoutEndTakesNoMoreThanOneLinesMemory) {
  server::LineSplitter splitter;
  int too_long_lines = 0;
  const auto take = [&](std::string_view line, std::size_t, bool too_long) {
    too_long_lines += too_long ? 1 : 0;
    EXPECT_LE(line.size(), gis::kAisLineMaxBytes);
  };
  for (int i = 0; i < 1'000; ++i) splitter.feed(std::string(1'000, 'x'), take);
  splitter.feed("\nshort\n", take);
  EXPECT_EQ(too_long_lines, 1);
}

TEST(FeedBackOff, N3_DoublesWithJitterUnderACeiling) {
  constexpr std::uint32_t kMost = 0xFFFFFFFF;
  EXPECT_EQ(server::feed_back_off(1, 0), 500ms);
  EXPECT_EQ(server::feed_back_off(1, kMost), 999ms);
  EXPECT_EQ(server::feed_back_off(4, 0), 4'000ms);
  for (const std::uint32_t failures : {7U, 20U, 1'000'000U}) {
    EXPECT_EQ(server::feed_back_off(failures, 0), 30'000ms);
    EXPECT_LE(server::feed_back_off(failures, kMost), 60'000ms);
  }
}

class IdentityBook : public testing::Test {
 protected:
  std::size_t hear(std::optional<std::string> name, Millis after, std::optional<std::string> call_sign = std::nullopt) {
    gis::AisIdentity said;
    said.type = 5;
    said.mmsi = 413'770'001;
    said.name = std::move(name);
    said.call_sign = std::move(call_sign);
    changed.clear();
    book.take(said, kStart + after, changed);
    return changed.size();
  }
  const Instant kStart{Millis{kNowMs}};
  server::IdentityBook book;
  std::vector<server::AisIdentityEntry> changed;
};

TEST_F(IdentityBook, V9_ANewNameIsANewEntryFromThatDayOn) {
  EXPECT_EQ(hear("SU XI HUO 1098", 0h), 1U);
  EXPECT_EQ(hear("SU XI HUO 1098", 1min), 0U);
  EXPECT_EQ(hear("WAN HUO 17", 48h), 1U);
  EXPECT_EQ(changed[0].first_at, kStart + 48h);
  EXPECT_EQ(changed[0].said.name, "WAN HUO 17");
}

TEST_F(IdentityBook, PartsOfOneWordMakeOneEntry) {
  EXPECT_EQ(hear("SU XI HUO 1098", 0h), 1U);
  EXPECT_EQ(hear(std::nullopt, 1min, "BXYZ"), 1U);
  EXPECT_EQ(changed[0].first_at, kStart);
  EXPECT_EQ(changed[0].said.name, "SU XI HUO 1098");
  EXPECT_EQ(changed[0].said.call_sign, "BXYZ");
}

TEST_F(IdentityBook, V1_TwoVesselsUnderOneMmsiDoNotFillTheTable) {
  std::set<Instant> entries;  // the same first_at is the same row
  for (int minute = 0; minute < 24 * 60; ++minute) {
    if (hear(minute % 2 == 0 ? "ONE" : "OTHER", minute * 1min) > 0) entries.insert(changed[0].first_at);
  }
  EXPECT_LE(entries.size(), 24U);
}

TEST_F(IdentityBook, ALateWordDoesNotUndoALaterOne) {
  hear("NEW", 10h);
  EXPECT_EQ(hear("OLD", 2h), 0U);
  EXPECT_EQ(hear("NEW", 10h + 1min), 0U);
}

TEST(SnapshotFile, ComesBackAsItWasWritten) {
  const TempDir directory;
  const auto file = directory.path() / "positions.snapshot";
  EXPECT_EQ(server::read_snapshot(file), std::nullopt);
  server::BookSnapshot snapshot{{{"a", {7, 1'000}}, {"b", {8, 0}}}, std::string("\0\n\xff tracker", 11)};
  server::write_snapshot(file, snapshot);
  const auto read = server::read_snapshot(file);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->cursors, snapshot.cursors);
  EXPECT_EQ(read->tracker, snapshot.tracker);
}

TEST(SnapshotFile, IsRefusedWhenItWasCutOrIsNoneOfOurs) {
  const TempDir directory;
  const auto file = directory.path() / "positions.snapshot";
  server::write_snapshot(file, {{{"a", {7, 1'000}}}, std::string(100, 'x')});
  const auto whole = std::filesystem::file_size(file);
  for (std::uintmax_t size = 0; size < whole; ++size) {
    std::filesystem::resize_file(file, size);
    EXPECT_THROW(server::read_snapshot(file), std::runtime_error) << size;
    server::write_snapshot(file, {{{"a", {7, 1'000}}}, std::string(100, 'x')});
  }
}

}  // namespace
}  // namespace quaywatt::test
