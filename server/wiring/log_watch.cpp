#include "server/wiring/log_watch.h"

#include "server/store/store_error.h"

namespace quaywatt::server {

void LogWatch::look() {
  const std::uint64_t lost = log_.lost();
  {
    const std::lock_guard lock(mutex_);
    if (lost == said_ || std::chrono::steady_clock::now() < again_at_) return;
    said_ = lost;
    again_at_ = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  }
  const domain::Instant now = clock_();
  const std::string count = std::to_string(lost);
  try {
    alarms_.raise({"log_lost", "server", domain::format_instant(now).substr(0, 10),
                   "服务器日志写不出去,启动以来已丢失 " + count + " 行:磁盘已满或日志服务停止;业务不受影响,审计记录在数据库中",
                   "the server's log cannot be written, " + count + " lines lost since the start: disk full or log "
                   "service down; business goes on, audit is kept in the database",
                   now});
  } catch (const StoreError&) {
    // Neither log nor database; readiness says the latter.
  }
}

}  // namespace quaywatt::server
