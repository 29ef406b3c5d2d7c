#pragma once
// The entries of a berth journal as rows, both ways: stays, sessions, declarations, faults, checklists, exchanges.

#include <vector>

#include "server/store/derived_entries.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

/// Writes the changed entries; what judging wrote on their rows stays.
void save_entries(Connection& connection, const std::string& agent, const std::string& berth,
                  const domain::BerthJournal& journal, const ChangedEntries& changed);

/// Adds the named entries, every running session and every open fault.
void load_entries(Connection& connection, const std::string& agent, const std::vector<domain::LineRef>& refs,
                  domain::BerthJournal& journal);

void save_readings(Connection& connection, const std::string& agent, const std::string& berth,
                   const std::vector<StoredReading>& readings);

class RowReader;

/// The columns that make a stay, a session or a declaration, in the order the readers below take them.
std::string stay_columns();
std::string session_columns();
std::string declaration_columns();
domain::Stay read_stay(RowReader& row);
domain::Session read_session(RowReader& row);
/// Without confirmations.
domain::Declaration read_declaration(RowReader& row);
std::vector<domain::Confirmation> load_confirmations(Connection& connection, const std::string& agent,
                                                     const domain::LineRef& declaration);

}  // namespace quaywatt::server::mysql
