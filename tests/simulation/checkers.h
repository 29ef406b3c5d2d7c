#pragma once
// What was promised, held against what came of it. Each notes its findings in the record.

#include "tests/simulation/harbour_server.h"
#include "tests/simulation/world.h"

namespace quaywatt::simulation {

/// Everything of the cabinet's is held, and both know it.
void drained(Cabinet& cabinet, HarbourServer& server, Record& record, const char* when);

/// A second cabinet that wrote lines of its own and reached the server has been found (fault A8).
void forks_found(Berth& berth, HarbourServer& server, Record& record);

/// The chain is whole, every line was written by somebody, no receipted line is lost, every line means what it says or
/// was set aside with its reason, sessions have the energy that flowed.
void check_ledger(Berth& berth, HarbourServer& server, Record& record);

/// Sessions of one agent against the truth of its socket.
void check_energy(const std::string& agent, HarbourServer& server, Record& record);

/// Dropped and derived again, the same rows come out, and the verdict history gains none.
void check_rebuild(HarbourServer& server, Record& record);

}  // namespace quaywatt::simulation
