#pragma once
// The ledger's own folder in the state directory, and what becomes of it when its file is found damaged (fault A5):
// the damaged folder is kept as evidence, its sound beginning goes on in a new one.

#include <filesystem>
#include <memory>
#include <string>

#include "berth-agent/clock/agent_clock.h"
#include "berth-agent/ledger/sqlite_ledger_store.h"
#include "berth-agent/ledger/storage_failure.h"

namespace quaywatt::agent {

/// Note of the agent's name, in every ledger.
inline constexpr char kAgentNote[] = "agent";

/// <state_dir>/ledger/ledger.sqlite
std::filesystem::path ledger_file(const std::filesystem::path& state_dir);

struct OpenedLedger {
  std::unique_ptr<SqliteLedgerStore> store;
  bool lost = false;                 ///< lines may have been lost with a damaged file, now or at an unfinished start
  std::uint32_t highest_epoch = 0;   ///< ever seen here
  std::string said;                  ///< what happened, zh and en; empty when nothing did
};

/// Opens the ledger of `agent` for writing, verified; a damaged one is set aside first. Until `ledger_went_on` the
/// loss is remembered on the disk. Throws LedgerInUse, or StorageFailure when the disk itself does not do or the
/// ledger is another agent's.
OpenedLedger open_ledger_folder(const std::filesystem::path& state_dir, const std::string& agent,
                                const AgentClock& clock);

/// The next epoch says that lines were lost: from now on all is well.
void ledger_went_on(LedgerStore& store);

}  // namespace quaywatt::agent
