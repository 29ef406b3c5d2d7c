#pragma once
// Lines of ours whose meaning the server refused: held, passed over, counted, and named with their reason (fault A10).
// Kept in the ledger's notes, so that a restart forgets none.

#include <cstdint>
#include <string>
#include <vector>

#include "berth-agent/ledger/ledger_store.h"

namespace quaywatt::agent {

struct SetAsideByServer {
  domain::LineRef line;
  std::string reason;  ///< our own codec's word for it, or "refused_by_server" when we see nothing wrong with it
};

class SetAsideLines {
 public:
  static constexpr std::size_t kNamedMax = 20;

  /// Picks up what was noted. Throws StorageFailure.
  explicit SetAsideLines(LedgerStore& store);

  /// Lines of one batch in `epoch`, ascending. One that was named before, or lies before such a one, is not counted
  /// again: a server restored from a backup sets the same lines aside once more.
  void add(LedgerStore& store, std::uint32_t epoch, const std::vector<std::uint64_t>& seqs);

  std::uint64_t count() const { return count_; }
  const std::vector<SetAsideByServer>& newest() const { return newest_; }

 private:
  void name(LedgerStore& store, const domain::LineRef& line);

  std::uint64_t count_ = 0;
  std::vector<SetAsideByServer> newest_;  ///< ascending, at most kNamedMax
};

}  // namespace quaywatt::agent
