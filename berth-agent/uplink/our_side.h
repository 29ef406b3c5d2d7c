#pragma once
// Reads from the ledger's store what the uplink's decisions need.

#include <cstdint>
#include <optional>
#include <string>

#include "berth-agent/ledger/ledger_store.h"
#include "berth-agent/uplink/next_step.h"

namespace quaywatt::agent {

/// Our ledger as seen from what the server holds.
OurSide our_side(LedgerStore& store, const std::string& agent, const ServerHolds& holds);

/// What the opening line of an epoch of ours says it continues; nullopt: nothing, or no such line.
std::optional<domain::EpochOpened::Previous> continued_by(LedgerStore& store, std::uint32_t epoch);

struct Backlog {
  std::uint64_t lines = 0;
  std::optional<domain::Instant> oldest;  ///< by the line's own clock
};

/// The lines behind `receipted` (nullopt: all).
Backlog backlog_behind(LedgerStore& store, const std::optional<domain::LedgerPosition>& receipted);

}  // namespace quaywatt::agent
