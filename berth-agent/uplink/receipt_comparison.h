#pragma once
// Our ledger against what the server signed: a chain that was shortened or computed anew is whole in itself, but not
// the one the receipt names (faults X5, X6).

#include <optional>
#include <string>
#include <vector>

#include "berth-agent/ledger/ledger_store.h"
#include "berth-agent/uplink/answer_check.h"
#include "schema/wire/enrolment.h"

namespace quaywatt::agent {

struct ReceiptComparison {
  domain::LedgerPosition held;
  bool agrees = false;
  std::string zh;
  std::string en;
};

/// The newest receipt kept with the ledger whose signature is valid; nullopt when there is none.
std::optional<wire::Receipt> kept_receipt(LedgerStore& store, const std::string& agent,
                                          const std::vector<PinnedKey>& keys);
/// As kept under another note of the ledger.
std::optional<wire::Receipt> kept_receipt(LedgerStore& store, const std::string& agent,
                                          const std::vector<PinnedKey>& keys, const std::string& note_name);

/// nullopt: no valid receipt to compare with, or one of "nothing held".
std::optional<ReceiptComparison> compare_with_receipt(LedgerStore& store, const std::string& agent,
                                                      const std::vector<PinnedKey>& keys);

/// The pinned keys that parse.
std::vector<PinnedKey> pinned_keys(const std::vector<wire::ReceiptKey>& granted);

}  // namespace quaywatt::agent
