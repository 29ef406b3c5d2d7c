// Room on the ledger's disk: what may still be written, and the reserve that is given up for what must be.

#include <gtest/gtest.h>

#include "berth-agent/ledger/ledger_room.h"
#include "tests/support/fake_disk_space.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::test {
namespace {

using agent::Room;

constexpr agent::RoomSettings kSettings{1'000, 5'000, 100};

TEST(LedgerRoom, A3_JudgesByFreeSpaceBesideTheReserve) {
  EXPECT_EQ(agent::judge_room(5'000, true, kSettings), Room::ample);
  EXPECT_EQ(agent::judge_room(4'999, true, kSettings), Room::scarce);
  EXPECT_EQ(agent::judge_room(100, true, kSettings), Room::scarce);
  EXPECT_EQ(agent::judge_room(99, true, kSettings), Room::exhausted);
  EXPECT_EQ(agent::judge_room(50'000, false, kSettings), Room::exhausted) << "no reserve, nothing to fall back on";
  EXPECT_EQ(agent::judge_room(std::nullopt, true, kSettings), Room::ample) << "a disk that does not tell";
}

TEST(LedgerRoom, A3_ReserveIsMadeGivenUpAndTakenBackWithAMargin) {
  TempDir dir;
  FakeDiskSpace disk{50'000};
  agent::LedgerRoom room(dir.path() / "reserve", disk, kSettings);
  EXPECT_TRUE(room.reserve_held());
  EXPECT_EQ(std::filesystem::file_size(dir.path() / "reserve"), 1'000U);
  disk.free = 99;
  EXPECT_EQ(room.look(), Room::exhausted);
  EXPECT_FALSE(room.reserve_held()) << "given back to the disk";
  disk.free = 5'999;
  EXPECT_EQ(room.look(), Room::exhausted) << "not enough for the reserve and the margin";
  disk.free = 6'000;
  EXPECT_EQ(room.look(), Room::ample);
  EXPECT_TRUE(room.reserve_held());
}

TEST(LedgerRoom, A3_IsReleasedOnce) {
  TempDir dir;
  FakeDiskSpace disk{50'000};
  agent::LedgerRoom room(dir.path() / "reserve", disk, kSettings);
  EXPECT_TRUE(room.release());
  EXPECT_FALSE(room.release());
}

TEST(LedgerRoom, A3_SmallDiskStartsWithoutAReserveAndSaysSo) {
  TempDir dir;
  FakeDiskSpace disk{2'000};
  agent::LedgerRoom room(dir.path() / "reserve", disk, kSettings);
  EXPECT_FALSE(room.reserve_held());
  EXPECT_EQ(room.look(), Room::exhausted);
}

TEST(MountedDiskSpace, TellsOfARealDiskAndNotOfNone) {
  TempDir dir;
  EXPECT_GT(agent::MountedDiskSpace(dir.path()).free_bytes().value_or(0), 0U);
  EXPECT_FALSE(agent::MountedDiskSpace(dir.path() / "none").free_bytes().has_value());
}

}  // namespace
}  // namespace quaywatt::test
