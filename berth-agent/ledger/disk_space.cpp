#include "berth-agent/ledger/disk_space.h"

#include <sys/statvfs.h>

#include <utility>

namespace quaywatt::agent {

MountedDiskSpace::MountedDiskSpace(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::optional<std::uint64_t> MountedDiskSpace::free_bytes() {
  struct statvfs told {};
  if (statvfs(folder_.c_str(), &told) != 0) return std::nullopt;
  return static_cast<std::uint64_t>(told.f_bavail) * told.f_frsize;
}

}  // namespace quaywatt::agent
