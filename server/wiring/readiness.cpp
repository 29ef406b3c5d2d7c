#include "server/wiring/readiness.h"

#include <sys/statvfs.h>

#include "server/store/store_error.h"

namespace quaywatt::server {

namespace {

constexpr std::chrono::seconds kKept{1};

bool answers(mysql::ConnectionPool& pool) {
  try {
    mysql::read(pool, [](mysql::Connection& connection) { connection.query("SELECT 1"); });
    return true;
  } catch (const StoreError&) {
    return false;
  }
}

}  // namespace

bool DiskRoom::enough() const {
  if (directory_.empty()) return true;
  struct statvfs disk{};
  if (statvfs(directory_.c_str(), &disk) != 0) return true;  // the doctor says so; no reason to refuse batches
  constexpr std::uint64_t kMegabyte = 1024 * 1024;
  return disk.f_bavail * disk.f_frsize / kMegabyte >= static_cast<std::uint64_t>(min_free_mb_);
}

std::vector<std::string> Readiness::reasons() {
  const std::lock_guard lock(mutex_);
  if (std::chrono::steady_clock::now() >= good_until_) {
    kept_ = look();
    good_until_ = std::chrono::steady_clock::now() + kKept;
  }
  return kept_;
}

std::vector<std::string> Readiness::look() {
  std::vector<std::string> reasons;
  if (!answers(stores_.ingest_pool())) reasons.emplace_back("ingest_database");
  if (!answers(stores_.site_pool())) reasons.emplace_back("site_database");
  if (!disk_.enough()) reasons.emplace_back("disk");
  return reasons;
}

}  // namespace quaywatt::server
