#pragma once
// A ledger as a stranger gets it (LINES.md, "Export"): files that sh, sha256sum and openssl alone can verify, by the
// commands in their README.md. Pure: what to write, by name; the caller writes it.

#include <map>
#include <string>
#include <vector>

#include "schema/wire/batch.h"
#include "schema/wire/enrolment.h"

namespace quaywatt::wire {

/// File name ("epoch-1/lines.ndjson", always with "/") -> bytes.
using ExportFiles = std::map<std::string, std::string>;

/// Consecutive lines of one epoch, as they stand in the ledger.
struct ExportedEpoch {
  std::uint32_t epoch = 0;
  std::uint64_t first_seq = 1;
  domain::Head head_before;         ///< epoch_start_head when first_seq is 1
  std::vector<std::string> lines;   ///< at least one
};

struct LedgerExport {
  std::string agent;
  std::string program_version;
  domain::Instant exported_at{};
  std::vector<ExportedEpoch> epochs;      ///< in order
  std::vector<Receipt> receipts;          ///< the server's newest, if any; one a position
  std::vector<ReceiptKey> receipt_keys;   ///< as pinned at enrolment
};

/// Everything: README.md, agent.txt, keys, receipts, and of each epoch lines, heads and signed batches of at most
/// kBatchMaxLines lines. Signed with the agent's key of now, whatever key the lines were once sent with.
/// Throws std::invalid_argument for a receipt whose key id cannot be a file name ([A-Za-z0-9._-]+,
/// no "." first).
ExportFiles export_ledger(const LedgerExport& ledger, const SigningKey& key);

/// The README.md alone: the same for every ledger.
std::string export_readme();

}  // namespace quaywatt::wire
