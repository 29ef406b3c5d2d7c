#pragma once
// A Unix socket between the server's store and MariaDB that cuts a session at its COMMIT, before the database hears it
// or after it has done it: to the store both look the same (fault D5).

#include <atomic>
#include <filesystem>
#include <list>
#include <string>
#include <thread>

#include "tests/support/temp_dir.h"

namespace quaywatt::test {

class DatabaseRelay {
 public:
  enum class Cut { never, before_commit, after_commit };

  explicit DatabaseRelay(std::string to);
  ~DatabaseRelay();

  std::string socket() const { return (folder_.path() / "s").string(); }
  /// For the next `times` COMMITs; then it relays again.
  void cut(Cut where, int times = 1);
  int cuts() const { return cuts_.load(); }

 private:
  void accept_all();
  void relay(int client);
  Cut at_commit();

  TempDir folder_;
  const std::string to_;
  int listening_ = -1;
  std::atomic<bool> stopping_{false};
  std::atomic<Cut> where_{Cut::never};
  std::atomic<int> left_{0};
  std::atomic<int> cuts_{0};
  std::list<std::thread> relays_;
  std::thread accepting_;
};

}  // namespace quaywatt::test
