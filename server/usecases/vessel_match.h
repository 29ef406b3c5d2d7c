#pragma once
// Which registered vessel the operator named: by identity, else MMSI, else the name, and never by guessing.

#include "server/store/derived_entries.h"

namespace quaywatt::server {

/// Sets `record.vessel` and `record.vessel_match` from the candidates. An identity that was named decides alone: a
/// vessel with another one is not it. An MMSI (fault V1) or a name (V10) that several share decides nothing.
void match_vessel(StayRecord& record);

}  // namespace quaywatt::server
