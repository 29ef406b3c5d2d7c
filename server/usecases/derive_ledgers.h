#pragma once
// Reads the agents' ledgers by cursor into derived rows (the journey's step 10). A batch is one transaction with its
// cursor: killed anywhere and run again, by whomever, it leaves the same rows (faults S1, N1).

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "server/store/derived_store.h"
#include "server/store/ledger_store.h"

namespace quaywatt::server {

class DeriveLedgers {
 public:
  /// Borrows both.
  DeriveLedgers(LedgerStore& ledgers, DerivedStore& derived) : ledgers_(ledgers), derived_(derived) {}

  struct Step {
    std::size_t batches = 0;           ///< derived in this step
    std::set<std::string> behind;      ///< berths whose agents have lines that are not derived yet
    std::vector<std::string> failures; ///< agents whose lines could not be derived, with why; the others went on
  };

  /// At most `max_batches` of each agent.
  Step step(std::size_t max_batches);

 private:
  bool derive_next(const HeldAgent& agent, DerivationCursor& cursor);

  LedgerStore& ledgers_;
  DerivedStore& derived_;
};

}  // namespace quaywatt::server
