#pragma once
// The server's database in memory, with what databases do: deadlocks, a connection lost during COMMIT, a crash between
// any two writes, a failover that forgets, the restore of a dump.

#include <cstdint>
#include <functional>

#include "server/store/store_error.h"
#include "tests/simulation/history.h"
#include "tests/simulation/random.h"
#include "tests/simulation/tables.h"

namespace quaywatt::simulation {

/// The server dies here; only the world catches it.
struct ServerCrash {};

class Database {
 public:
  explicit Database(Random random);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Tables tables;
  History history;

  // Faults, set by the world.
  double deadlocks = 0;         ///< of each write, that it ends its transaction, which is tried again
  double unknown_commits = 0;   ///< of each commit, that its outcome is not heard of
  bool acks_early = false;      ///< broken on purpose: says "committed" one transaction too soon

  /// The server dies before the `writes`-th write from now on.
  void crash_after(std::int64_t writes) { writes_left_ = writes; }
  /// The server died: what was not committed never happened.
  void crash();

  /// As MySQL's wrapper: runs `work` until it is through, at most five times. Throws the classes of store_error.h.
  void transaction(const std::function<void()>& work);

  /// The last `transactions` never happened (a failover to a replica that had not heard of them).
  void forget(std::size_t transactions);
  /// Everything since the dump never happened.
  void restore(std::size_t dump);

  domain::Head head_at(const std::string& agent, const domain::LedgerPosition& position) const;

 private:
  struct Deadlock {};
  void before_write();
  void settle();

  Random random_;
  std::int64_t writes_left_ = -1;
  bool undecided_ = false;  ///< with `acks_early`: said, not done
};

}  // namespace quaywatt::simulation
