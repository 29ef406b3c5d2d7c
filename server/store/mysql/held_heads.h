#pragma once
// Heads of the chain at any held position, computed again from the batches where no row states them.

#include <optional>
#include <string>

#include "domain/ledger/acceptance.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

/// The newest epoch's last line and head; all zero when nothing is held.
domain::HeldLedger newest_held(Connection& connection, const std::string& agent);

/// The last line held of an epoch.
std::optional<domain::HeldLedger> held_of_epoch(Connection& connection, const std::string& agent, std::uint32_t epoch);

/// Head after the line at `position`; seq 0 gives the epoch's start. Empty when that line is not held.
domain::Head head_at(Connection& connection, const std::string& agent, const domain::LedgerPosition& position);

domain::HeldOverlap overlap_of(Connection& connection, const std::string& agent, const domain::ArrivedBatch& batch);

}  // namespace quaywatt::server::mysql
