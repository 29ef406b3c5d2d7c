#pragma once
// Readings into the hours of their meters, within the transaction that brings the readings.

#include <string>
#include <vector>

#include "server/store/derived_store.h"

namespace quaywatt::server {

/// `readings` of one agent, in ledger order, each once.
void roll_up(DerivationTransaction& transaction, const std::string& agent, const std::string& berth,
             const std::vector<StoredReading>& readings);

/// Sums the hours of every waiting agent anew from its readings, each agent in one transaction; returns how many.
std::size_t refold_waiting(DerivedStore& derived);

}  // namespace quaywatt::server
