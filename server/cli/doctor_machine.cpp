#include <sys/statvfs.h>
#include <sys/timex.h>

#include "server/cli/doctor_checks.h"

namespace quaywatt::server {

namespace {

using Weight = Finding::Weight;

void check_disk(const DatabaseConfig& database, Findings& findings) {
  if (database.data_directory.empty()) return;
  struct statvfs disk{};
  const std::string directory = database.data_directory.string();
  if (statvfs(directory.c_str(), &disk) != 0) {
    findings.push_back({Weight::wrong, "data_directory", "数据目录不可访问:" + directory,
                        "the data directory cannot be looked at: " + directory,
                        "改正 [database] data_directory / mend [database] data_directory"});
    return;
  }
  constexpr std::uint64_t kMegabyte = 1024 * 1024;
  const std::uint64_t free_mb = disk.f_bavail * disk.f_frsize / kMegabyte;
  const auto limit_mb = static_cast<std::uint64_t>(database.min_free_mb);
  if (free_mb >= 2 * limit_mb) {
    findings.push_back({Weight::good, "disk"});
    return;
  }
  const std::string room = std::to_string(free_mb) + " MB";
  findings.push_back({free_mb < limit_mb ? Weight::wrong : Weight::warning, "disk",
                      "磁盘剩余 " + room + ",低于 " + std::to_string(limit_mb) + " MB 时停止接收数据",
                      room + " free; below " + std::to_string(limit_mb) + " MB no more batches are taken in",
                      "清理或扩容 " + directory + " / make room there"});
}

void check_clock_discipline(Findings& findings) {
  struct timex state{};
  const bool known = adjtimex(&state) >= 0;
  if (known && (state.status & STA_UNSYNC) == 0) {
    findings.push_back({Weight::good, "clock"});
    return;
  }
  findings.push_back({Weight::warning, "clock", "系统时钟未由 NTP 校准,或本机无法得知",
                      "nothing is known to discipline the system clock", "systemctl enable --now systemd-timesyncd"});
}

}  // namespace

void check_machine(const ServerConfig& config, Findings& findings) {
  check_disk(config.database, findings);
  check_clock_discipline(findings);
}

}  // namespace quaywatt::server
