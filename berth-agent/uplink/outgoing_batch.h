#pragma once
// The next batch as it goes out: bounded, signed, compressed.

#include <optional>
#include <string>

#include "berth-agent/ledger/ledger_store.h"
#include "schema/wire/batch.h"
#include "schema/wire/signature.h"

namespace quaywatt::agent {

/// Lines from `first` on, at most `max_lines` and what the wire's limits allow, signed and gzipped.
/// Throws LedgerBroken when the stored heads are not those of the stored lines: a line that was edited here after it
/// was chained must not be signed as if it had always been so (fault X5). `farthest_receipt` rides along.
std::string outgoing_batch(LedgerStore& store, const std::string& agent, const wire::SigningKey& key,
                           const domain::LedgerPosition& first, std::size_t max_lines,
                           const std::optional<wire::Receipt>& farthest_receipt = {});

}  // namespace quaywatt::agent
