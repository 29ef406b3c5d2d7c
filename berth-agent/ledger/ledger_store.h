#pragma once
// What the ledger asks of a disk. The shipped one is SQLite (sqlite_ledger_store.h); the simulator brings its own.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "berth-agent/ledger/storage_failure.h"
#include "domain/ledger/ledger_position.h"

namespace quaywatt::agent {

struct StoredLine {
  domain::LedgerPosition position;
  std::string line;      ///< as signed, without line feed
  domain::Head head;     ///< after it
};

/// All calls throw StorageFailure when the disk does not keep its word; nothing was acknowledged then.
/// The shipped store may be called from any thread. Lines are never deleted: the promise is to keep them at least
/// 90 days beyond the receipt, so that a server restored from a backup can be healed from here.
class LedgerStore {
 public:
  virtual ~LedgerStore() = default;
  /// On return the lines are on the disk (synced), all or none.
  virtual void append(const std::vector<StoredLine>& lines) = 0;
  virtual std::optional<StoredLine> last() = 0;
  virtual std::optional<StoredLine> at(const domain::LedgerPosition& position) = 0;
  /// Consecutive lines of one epoch from `first` on, within both limits (at least one when there is one).
  virtual std::vector<StoredLine> read(const domain::LedgerPosition& first, std::size_t max_lines,
                                       std::size_t max_bytes) = 0;
  virtual std::optional<std::uint64_t> last_seq_of_epoch(std::uint32_t epoch) = 0;
  virtual std::vector<std::uint32_t> epochs() = 0;  ///< that hold lines, ascending
  /// Small notes kept beside the lines: newest receipt, enrolment, clean stop.
  virtual std::optional<std::string> note(const std::string& name) = 0;
  virtual void put_note(const std::string& name, const std::string& text) = 0;
};

}  // namespace quaywatt::agent
