#pragma once
// The ledger of the golden files in schema/wire/golden, as values: every kind of line at least once, in a story that
// could have happened.

#include <string>
#include <vector>

#include "domain/ledger/ledger_line.h"
#include "schema/wire/export.h"

namespace quaywatt::wire {

inline constexpr const char* kGoldenAgent = "jy-shili-01";

/// Epoch 1, then epoch 2, each from its line 1 on. The key changes with line kGoldenKeyChange of epoch 1.
std::vector<domain::LedgerLine> golden_lines();
inline constexpr std::uint64_t kGoldenKeyChange = 34;

/// schema/wire/golden/<name>.
std::string golden_path(const std::string& name);
/// The whole file; empty when there is none.
std::string golden_text(const std::string& name);

/// Published keys, worth nothing: the agent's first, the one after `key_changed`, the server's for receipts.
const SigningKey& golden_agent_key();
const SigningKey& golden_new_agent_key();
const SigningKey& golden_receipt_key();

/// The golden ledger as exported: what lies in schema/wire/golden/ledger.
LedgerExport golden_export();

/// Header line, answers and enrolment, one line each: schema/wire/golden/messages.ndjson.
std::vector<std::string> golden_messages();

}  // namespace quaywatt::wire
