#pragma once
// How far the ledgers have been read, row by agent.

#include <map>
#include <string>

#include "server/store/derived_entries.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

/// Makes the row when there is none and locks it until the transaction ends.
DerivationCursor lock_cursor_row(Connection& connection, const std::string& agent);
void write_cursor(Connection& connection, const std::string& agent, const DerivationCursor& cursor);
std::map<std::string, DerivationCursor> all_cursors(Connection& connection);

}  // namespace quaywatt::server::mysql
