#pragma once
// How much room the ledger's disk still has. Asked, never assumed.

#include <cstdint>
#include <filesystem>
#include <optional>

namespace quaywatt::agent {

class DiskSpace {
 public:
  virtual ~DiskSpace() = default;
  /// Bytes this program may still write; nullopt when the disk does not tell.
  virtual std::optional<std::uint64_t> free_bytes() = 0;
};

/// The file system `folder` lies on.
class MountedDiskSpace : public DiskSpace {
 public:
  explicit MountedDiskSpace(std::filesystem::path folder);
  std::optional<std::uint64_t> free_bytes() override;

 private:
  std::filesystem::path folder_;
};

}  // namespace quaywatt::agent
