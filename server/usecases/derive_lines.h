#pragma once
// What a run of ledger lines changes in an agent's derived rows. Pure.

#include <set>
#include <utility>
#include <vector>

#include "domain/berth/journal.h"
#include "server/store/derived_entries.h"

namespace quaywatt::server {

struct DerivedLines {
  ChangedEntries changed;
  std::vector<StoredReading> readings;
  std::vector<std::pair<domain::LineRef, domain::LineRefusal>> set_aside;
  std::set<domain::LineRef> declared;    ///< declarations these lines opened
  std::set<domain::LineRef> to_judge;    ///< stays of which something changed
};

/// Folds the lines into `journal` and says what came of it. `journal` holds at least what domain::refs_of asks for.
DerivedLines derive_lines(domain::BerthJournal& journal, const std::vector<domain::LedgerLine>& lines);

}  // namespace quaywatt::server
