#pragma once
// Everything one stay is judged by, gathered from the simulated tables as server/store/mysql/stay_record.cpp does.

#include "tests/simulation/places.h"
#include "tests/simulation/tables.h"

namespace quaywatt::simulation {

/// The session with the readings its energy is computed from.
server::MeteredSession gather_session(const std::string& agent, const DerivedRows& rows, const SessionRow& row);

server::StayRecord gather_stay(const Tables& tables, const Places& places, const server::LineId& id);

}  // namespace quaywatt::simulation
