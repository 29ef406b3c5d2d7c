#pragma once
// Room for what must never be lost (fault A3): when space runs short routine readings are left out first; start, stop,
// fault and declaration are written to the very end, out of a reserve file that is given back to the disk for them.

#include <cstdint>
#include <filesystem>

#include "berth-agent/ledger/disk_space.h"

namespace quaywatt::agent {

/// What may still be written, from everything to the least.
enum class Room {
  ample,
  scarce,    ///< of routine readings only the quarter-hours of a running supply
  exhausted  ///< the reserve is given up: session edges, faults, people's acts and alarms alone
};

struct RoomSettings {
  std::uint64_t reserve_bytes = 64ULL << 20;      ///< some 80,000 lines
  std::uint64_t scarce_below = 128ULL << 20;      ///< free beside the reserve; about 25 days of one supply point
  std::uint64_t exhausted_below = 2ULL << 20;     ///< free beside the reserve: SQLite's log alone may need this
};

/// What the free space means. nullopt (the disk does not tell): as long as the reserve is there, all may be written.
Room judge_room(std::optional<std::uint64_t> free_bytes, bool reserve_held, const RoomSettings& settings);

/// Not thread-safe; owned by the ledger's one owner.
class LedgerRoom {
 public:
  /// Makes the reserve when the disk has room for it. `space` is not owned.
  LedgerRoom(std::filesystem::path reserve_file, DiskSpace& space, RoomSettings settings);

  /// Looks at the disk; gives the reserve up when what is free does not do any more, and takes it back once there is
  /// room for it and more.
  Room look();
  /// A write found the disk full: gives the reserve back to it. False when there is none any more.
  bool release();
  bool reserve_held() const;

 private:
  void restore_if_roomy(std::optional<std::uint64_t> free_bytes);

  std::filesystem::path reserve_file_;
  DiskSpace& space_;
  RoomSettings settings_;
};

}  // namespace quaywatt::agent
