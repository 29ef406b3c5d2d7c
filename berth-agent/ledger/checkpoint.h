#pragma once
// How far the chain was found sound at an earlier start, so that a start needs to read only what came after.
// It saves time and proves nothing: `ledger verify` and the server's receipts do.

#include <optional>

#include "berth-agent/ledger/ledger_store.h"

namespace quaywatt::agent {

struct Checkpoint {
  domain::LedgerPosition position;
  domain::Head head;
};

/// nullopt when there is none, or when the line it names is not (or no longer) there with that head.
std::optional<Checkpoint> read_checkpoint(LedgerStore& store);

void write_checkpoint(LedgerStore& store, const Checkpoint& checkpoint);

}  // namespace quaywatt::agent
