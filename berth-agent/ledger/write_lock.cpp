#include "berth-agent/ledger/write_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "berth-agent/ledger/storage_failure.h"

namespace quaywatt::agent {

namespace {

std::string holder_of(int descriptor) {
  char text[32] = {};
  const ssize_t length = pread(descriptor, text, sizeof text - 1, 0);
  const std::string holder(text, length > 0 ? static_cast<std::size_t>(length) : 0);
  return holder.empty() ? "?" : holder;
}

int take(const std::filesystem::path& file) {
  const std::string lock_file = file.string() + ".lock";
  const int descriptor = open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    const std::string reason = std::strerror(errno);
    throw StorageFailure("无法建立台账锁文件 / cannot make the ledger's lock file " + lock_file + ": " + reason);
  }
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const std::string holder = holder_of(descriptor);
    close(descriptor);
    throw LedgerInUse("台账 " + file.string() + " 正被另一个 quaywatt-agent 进程(进程号 " + holder +
                      ")使用,本进程退出;请先停止它 / the ledger is in use by another quaywatt-agent (process " + holder +
                      "); stop that one first");
  }
  // The number is only for the message above; failing to note it harms nobody.
  const std::string pid = std::to_string(getpid());
  if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, pid.data(), pid.size(), 0) < 0) return descriptor;
  return descriptor;
}

}  // namespace

WriteLock::WriteLock(const std::filesystem::path& file) : descriptor_(take(file)) {}

WriteLock::~WriteLock() { close(descriptor_); }

}  // namespace quaywatt::agent
