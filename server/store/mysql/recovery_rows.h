#pragma once
// Ranges of lines that came back after the database had lost them, as rows.

#include <optional>
#include <string>
#include <vector>

#include "server/store/ledger_store.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

std::optional<LedgerRecovery> find_open_recovery(Connection& connection, const std::string& agent);
/// Newest first.
std::vector<LedgerRecovery> all_recoveries(Connection& connection);
void write_recovery(Connection& connection, const LedgerRecovery& recovery);

}  // namespace quaywatt::server::mysql
