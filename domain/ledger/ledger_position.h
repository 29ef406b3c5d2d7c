#pragma once
// Where a line stands in its berth agent's ledger; with the agent's name it is the idempotency key of everything.

#include <compare>
#include <cstdint>
#include <string>

namespace quaywatt::domain {

/// Position of a line: epochs count from 1, lines of an epoch from 1. `seq` 0 is "before the first line".
struct LedgerPosition {
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  auto operator<=>(const LedgerPosition&) const = default;
};

/// A stay, session, declaration or fault is named by the line that opened it: "3.17" = epoch 3, line 17.
/// Across berths it is written with the agent in front: "jy-shili-01/3.17".
using LineRef = LedgerPosition;

/// A chain head: 64 lower-case hex digits, the SHA-256 over everything up to that line (LINES.md, "Chain").
using Head = std::string;

}  // namespace quaywatt::domain
