#pragma once
// Reads a held ledger back and follows its chain from the first line to the head the agent was given a receipt for:
// a row changed behind our back breaks it (fault D12).

#include <cstdint>
#include <optional>
#include <string>

#include "server/store/ledger_store.h"

namespace quaywatt::server {

struct HeldLedgerCheck {
  std::uint64_t lines = 0;                          ///< found sound
  std::optional<domain::LedgerPosition> broken_at;  ///< the first line that does not follow
};

HeldLedgerCheck check_held_ledger(LedgerStore& ledgers, const HeldAgent& agent);

}  // namespace quaywatt::server
