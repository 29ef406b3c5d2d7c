#pragma once
// A real MariaDB of the test's own: a directory under /tmp, a Unix socket, no network, gone with the test program.
// Without mariadbd on the machine the test fails; it never passes by not running.

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "server/store/mysql/connection.h"

namespace quaywatt::test {

class PrivateMariadb {
 public:
  /// Starts it and waits until it answers. Arguments come after ours, so they win:
  /// {"--innodb-flush-log-at-trx-commit=2"}. Throws std::runtime_error with the server's log when it does not come.
  explicit PrivateMariadb(std::vector<std::string> arguments = {});
  ~PrivateMariadb();
  PrivateMariadb(const PrivateMariadb&) = delete;
  PrivateMariadb& operator=(const PrivateMariadb&) = delete;

  /// The one that most tests of a program share; each takes a schema of its own from it.
  static PrivateMariadb& shared();

  /// Creates a schema no other test has, empty (utf8mb4), and returns how to reach it.
  server::mysql::ConnectionSettings empty_schema();
  /// A schema no other test has with all migrations applied, nothing in it.
  server::mysql::ConnectionSettings migrated_schema();
  /// No schema chosen.
  server::mysql::ConnectionSettings settings() const;

  /// kill -9, as a power cut sees it.
  void kill();
  /// After kill(): starts again on the same files.
  void start();

  std::string socket() const;

 private:
  std::vector<std::string> arguments_;
  std::filesystem::path directory_;
  pid_t process_ = -1;
  int schemas_ = 0;
  int ready_used_ = 0;
};

}  // namespace quaywatt::test
