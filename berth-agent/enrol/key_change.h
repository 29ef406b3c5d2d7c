#pragma once
// A new signing key without a new enrolment: announced by a line `key_changed` that the old key signs. The old key
// stays, because lines of its time may have to be sent again.

#include <filesystem>

#include "berth-agent/ledger/ledger.h"
#include "schema/wire/signature.h"

namespace quaywatt::agent {

/// Makes a key, announces it as the ledger's next line and puts it in place. The ledger must be open, and no other
/// program may use it. A power cut at any moment leaves the old key in force, or, once the line is on the disk, the
/// new one after `settle_key_change`. Throws StorageFailure, std::runtime_error.
wire::PublicKey change_signing_key(const std::filesystem::path& state_dir, Ledger& ledger);

/// Finishes what a power cut interrupted; to be called at every start before the keys are loaded. True when a key was
/// put in place: an identity loaded before is out of date.
bool settle_key_change(const std::filesystem::path& state_dir, LedgerStore& store);

}  // namespace quaywatt::agent
