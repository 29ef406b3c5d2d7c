#pragma once
// Which epoch a program start opens, the server asked first where it may hold more than we do: a disk that was rolled
// back, a ledger that was lost (faults A5, A7).

#include <optional>

#include "berth-agent/ledger/start_epoch.h"
#include "berth-agent/uplink/uplink.h"

namespace quaywatt::agent {

/// What the enrolment and the disk say: `enrolled` and `epoch_opened` from the identity's folder, `lost` and
/// `highest_epoch` from the ledger's.
StartFacts start_facts(LedgerStore& store, const EnrolledAt& enrolled, bool epoch_opened, bool lost,
                       std::uint32_t highest_epoch);

/// nullopt: go on in the epoch that is open. Asks for at most `patience` of real time. Throws std::runtime_error when
/// only the server can say where to go on and it does not answer.
std::optional<EpochStart> epoch_at_start(const StartFacts& facts, Uplink& uplink, domain::Millis patience);

}  // namespace quaywatt::agent
