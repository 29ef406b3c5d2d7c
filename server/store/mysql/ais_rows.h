#pragma once
// Rows of what positions prove.

#include "server/store/ais_entries.h"
#include "server/store/mysql/connection.h"
#include "server/store/mysql/row_reader.h"

namespace quaywatt::server::mysql {

std::string_view evidence_name(gis::StayEvidence evidence);
gis::StayEvidence evidence_from_name(const std::string& name);

void save_ais_stays(Connection& connection, const std::vector<AisStayEntry>& stays, std::uint64_t fencing_token);
void save_tracks(Connection& connection, const std::vector<AisTrack>& tracks);
void save_identities(Connection& connection, const std::vector<AisIdentityEntry>& identities);
void save_activity(Connection& connection, const std::vector<AisActivityEntry>& activity);
void save_set_aside(Connection& connection, const std::vector<AisSetAside>& positions);
void save_alongside(Connection& connection, const std::vector<AlongsideEntry>& alongside);

/// Columns in the order `read_ais_stay` takes them; `prefix` like "a.".
std::string ais_stay_columns(const std::string& prefix);
AisStayEntry read_ais_stay(RowReader& row);
/// mmsi, berth, arrived_at, last_alongside_at, arrived_earliest_at, evidence, identity_doubtful, lon_e7, lat_e7
AlongsideEntry read_alongside(const Rows& rows);

}  // namespace quaywatt::server::mysql
