#pragma once
// Can this instance do its work now? Asked by anyone who finds the port, so the answer is kept for a second.

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "server/wiring/mysql_stores.h"

namespace quaywatt::server {

/// Free room on the disk below a directory; an empty path is not watched (fault S8).
class DiskRoom {
 public:
  DiskRoom(std::filesystem::path directory, std::int64_t min_free_mb)
      : directory_(std::move(directory)), min_free_mb_(min_free_mb) {}
  bool enough() const;

 private:
  std::filesystem::path directory_;
  std::int64_t min_free_mb_;
};

/// Thread-safe.
class Readiness {
 public:
  Readiness(MysqlStores& stores, DiskRoom disk) : stores_(stores), disk_(std::move(disk)) {}

  /// "ingest_database", "site_database", "disk"; empty: ready.
  std::vector<std::string> reasons();

 private:
  std::vector<std::string> look();

  MysqlStores& stores_;
  DiskRoom disk_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point good_until_{};
  std::vector<std::string> kept_;
};

}  // namespace quaywatt::server
