#pragma once
// SQLite's own files on a disk that is full or fails when the test says so: the machine's file system underneath, with
// writes and syncs refused as the operating system would.

#include <sqlite3.h>

#include <atomic>
#include <map>

namespace quaywatt::test {

/// One at a time in a process; as long as it lives SQLite opens its files through it.
class FaultySqliteFiles {
 public:
  FaultySqliteFiles() {
    base() = sqlite3_vfs_find(nullptr);
    vfs_ = *base();
    vfs_.zName = "faulty";
    vfs_.pNext = nullptr;
    vfs_.xOpen = &open;
    sqlite3_vfs_register(&vfs_, 1);
    write_code() = SQLITE_OK;
    sync_code() = SQLITE_OK;
  }
  ~FaultySqliteFiles() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(base(), 1);
  }
  FaultySqliteFiles(const FaultySqliteFiles&) = delete;
  FaultySqliteFiles& operator=(const FaultySqliteFiles&) = delete;

  void writes_give(int code) { write_code() = code; }  ///< SQLITE_FULL: no room left (fault A3)
  void syncs_give(int code) { sync_code() = code; }    ///< SQLITE_IOERR_FSYNC: the disk fails (fault A4)

 private:
  static sqlite3_vfs*& base() {
    static sqlite3_vfs* found = nullptr;
    return found;
  }
  static std::atomic<int>& write_code() {
    static std::atomic<int> code{SQLITE_OK};
    return code;
  }
  static std::atomic<int>& sync_code() {
    static std::atomic<int> code{SQLITE_OK};
    return code;
  }
  static const sqlite3_io_methods*& theirs() {
    static const sqlite3_io_methods* methods = nullptr;
    return methods;
  }

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    const int code = base()->xOpen(base(), name, file, flags, out_flags);
    if (code != SQLITE_OK || file->pMethods == nullptr) return code;
    // Databases and logs differ in how they lock, not in how they write and sync.
    static std::map<const sqlite3_io_methods*, sqlite3_io_methods> faulty;
    theirs() = file->pMethods;
    sqlite3_io_methods& ours = faulty[file->pMethods];
    ours = *file->pMethods;
    ours.xWrite = [](sqlite3_file* at, const void* bytes, int count, sqlite3_int64 offset) {
      return write_code() != SQLITE_OK ? write_code().load() : theirs()->xWrite(at, bytes, count, offset);
    };
    ours.xSync = [](sqlite3_file* at, int how) {
      return sync_code() != SQLITE_OK ? sync_code().load() : theirs()->xSync(at, how);
    };
    file->pMethods = &ours;
    return code;
  }

  sqlite3_vfs vfs_{};
};

}  // namespace quaywatt::test
