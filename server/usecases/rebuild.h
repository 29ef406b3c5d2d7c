#pragma once
// Drops what was derived and derives it again from the ledgers. Ledgers and the verdict history are primary and stay;
// the same verdicts come out, so the history gains no row.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "server/usecases/derive_ledgers.h"
#include "server/usecases/judge_stays.h"

namespace quaywatt::server {

struct Rebuilt {
  std::size_t agents = 0;
  std::size_t batches = 0;
  std::size_t stays = 0;
  std::vector<std::string> failures;  ///< what could not be derived or judged, with why
};

/// `progress` hears of what is done so far after each step. A kill in the middle loses nothing: the server's job, or
/// the next rebuild, goes on from the cursors.
Rebuilt rebuild(LedgerStore& ledgers, DerivedStore& derived, JudgeStays& judge,
                const std::function<void(const Rebuilt&)>& progress);

}  // namespace quaywatt::server
