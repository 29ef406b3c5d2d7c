#pragma once
// A disk whose free space the test sets.

#include "berth-agent/ledger/disk_space.h"

namespace quaywatt::test {

struct FakeDiskSpace : agent::DiskSpace {
  explicit FakeDiskSpace(std::uint64_t bytes) : free(bytes) {}
  std::optional<std::uint64_t> free_bytes() override { return free; }
  std::optional<std::uint64_t> free;
};

}  // namespace quaywatt::test
