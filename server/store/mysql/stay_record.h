#pragma once
// Everything one stay is judged by, gathered from the derived rows and the registers.

#include "server/store/derived_entries.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

/// The stay is there (it was marked). `record.vessel` is left to the use case.
StayRecord gather_stay(Connection& connection, const LineId& id);

/// The session's readings in ledger order, with the meters that served.
MeteredSession gather_session(Connection& connection, const LineId& id, const std::string& berth,
                              domain::Session session, bool end_reading);

}  // namespace quaywatt::server::mysql
