#pragma once
// A cabinet's disk in memory, as SQLite sees it through disk_vfs.h: what was written but not synced may be lost or torn
// when the power goes, and a disk may be full, failing, read-only, rolled back to an earlier image or copied.
// File names live in a real folder (stand-ins that hold the file's number), so that the product's own renames work.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/simulation/random.h"

namespace quaywatt::simulation {

/// One file: as programs see it, and what of it is on the platter.
class DiskFile {
 public:
  std::string bytes;    ///< as programs see it
  std::string durable;  ///< survives a power cut for certain

  void write(std::size_t offset, const char* from, std::size_t length);
  void truncate(std::size_t length);
  void sync();
  /// A sync that failed: the system forgets that these pages were never written (what a retry would hide, fault A4).
  void fail_sync(Random& random);
  /// Each unsynced write is kept, lost or torn.
  void cut_power(Random& random);

 private:
  struct Pending {
    std::size_t offset = 0;
    std::string bytes;
    bool is_truncation = false;
  };
  static void apply(std::string& to, const Pending& write, std::size_t length);
  std::vector<Pending> pending_;
};

/// The files of a disk at one moment, by path below its root.
struct DiskImage {
  std::map<std::string, std::string> files;
};

class Disk {
 public:
  /// Under `root`, a real folder that this disk alone uses; emptied and made.
  Disk(std::filesystem::path root, Random random);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  const std::filesystem::path& root() const { return root_; }

  // Faults, set by the world.
  bool full = false;
  bool read_only = false;
  double write_errors = 0;       ///< probability of EIO of a write
  double sync_errors = 0;        ///< probability of EIO of a sync
  bool syncs_nothing = false;    ///< broken on purpose: `synchronous=OFF`

  /// The machine dies before the `writes`-th write or sync from now on; nothing after it happens.
  void die_after(std::int64_t writes) { writes_left_ = writes; }
  void die() { dead_ = true; }
  bool dead() const { return dead_; }

  /// After death: what stands on the disk when the machine is started again. A killed program loses nothing that it
  /// wrote; a power cut loses what was not synced.
  void come_back(bool power_was_cut);

  DiskImage image() const;
  /// Everything is as in the image. No program may have a file open.
  void restore(const DiskImage& image);

  // For the VFS.
  enum class Outcome { done, io_error, full, read_only };
  std::shared_ptr<DiskFile> open(const std::filesystem::path& name, bool create);  ///< null: not there
  bool exists(const std::filesystem::path& name) const;
  void remove(const std::filesystem::path& name);
  Outcome write(DiskFile& file, std::size_t offset, const char* from, std::size_t length);
  Outcome truncate(DiskFile& file, std::size_t length);
  Outcome sync(DiskFile& file);
  std::uint64_t writes() const { return writes_; }
  Random& random() { return random_; }

 private:
  bool dies_now();

  std::filesystem::path root_;
  Random random_;
  std::map<std::uint64_t, std::shared_ptr<DiskFile>> files_;
  std::uint64_t next_file_ = 1'000'000'000;  ///< no lock file holds such a number
  std::uint64_t writes_ = 0;
  std::int64_t writes_left_ = -1;
  bool dead_ = false;
};

/// The disk a path lies on; null when none does.
Disk* disk_of(const std::filesystem::path& path);

}  // namespace quaywatt::simulation
