#pragma once
// Reads held ledgers back row by row, each line within a day: chain, signature, key and heads of every batch, and of a
// sample of them the derived readings against the lines. What does not fit raises an alarm that names agent and lines
// (fault D12).

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "server/store/verification_store.h"
#include "server/store/wall_clock.h"
#include "server/usecases/held_row_check.h"

namespace quaywatt::server {

struct LedgerDefect {
  std::string agent;
  domain::LedgerPosition first;
  domain::LedgerPosition last;
  std::string kind;             ///< defect_name, or "reading": a derived row says otherwise than its line
};

struct VerifiedLedger {
  std::string agent;
  std::uint64_t lines = 0;
  std::vector<LedgerDefect> defects;
};

class VerifyLedgers {
 public:
  /// Borrows `store`.
  VerifyLedgers(VerificationStore& store, WallClock clock) : store_(store), clock_(std::move(clock)) {}

  /// At most `max_rows` of one agent whose last whole round is too long ago; false when there is none.
  bool step(std::size_t max_rows);

  /// One agent from its first line, at once, every derived reading compared. Keeps no progress; raises the alarms too.
  VerifiedLedger verify(const std::string& agent);

 private:
  /// Moves `progress`; true when the round has come to its end.
  bool verify_rows(VerificationProgress& progress, std::size_t max_rows, bool every_reading, VerifiedLedger& into);
  void verify_row(const HeldRow& row, bool every_reading, HeldChain& chain, VerifiedLedger& into);
  void compare_readings(const std::string& agent, const wire::Batch& batch, VerifiedLedger& into);
  /// Heads stated of epochs from the chain's own up to, not with, `until` against what their rows came to.
  void compare_heads(const std::string& agent, const HeldChain& chain, std::uint32_t until, VerifiedLedger& into);
  void note(LedgerDefect defect, VerifiedLedger& into);
  void raise(const LedgerDefect& defect);

  VerificationStore& store_;
  WallClock clock_;
};

}  // namespace quaywatt::server
