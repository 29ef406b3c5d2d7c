#pragma once
// What was promised and what was true, noted as it happens, so that the checkers need believe nobody: every line that
// was ever acknowledged to be written, every receipt that was ever given.

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/ledger/ledger_position.h"
#include "domain/time/instant.h"

namespace quaywatt::simulation {

/// A line as its writer knew it, named by the head after it.
struct Sighting {
  domain::LedgerPosition position;
  domain::Millis at{0};
  std::int64_t truth_mwh = 0;  ///< what had flowed at its socket
  int cabinet = 0;             ///< a clone is another one
};

/// What a disk must still hold: the lines that were acknowledged on it.
using Kept = std::map<domain::LedgerPosition, domain::Head>;

class Record {
 public:
  /// A checker's finding; the run goes on, the first one is what failed.
  void fail(std::string what) {
    if (failures.size() < kFailuresMax) failures.push_back(std::move(what));
  }

  void line_written(const domain::Head& head, const Sighting& sighting) { lines.emplace(head, sighting); }

  void receipt_given(const std::string& agent, const domain::LedgerPosition& held, const domain::Head& head) {
    if (held.epoch != 0) receipts[agent].emplace(std::pair{held, head}, Promise::kept);
  }

  /// Promises of an agent that may have been broken by force: lines that neither the server nor any disk has any more
  /// are nobody's fault; what a disk has must come back to the server.
  void after_destruction(const std::string& agent, const std::function<bool(const domain::LedgerPosition&,
                                                                            const domain::Head&)>& server_has,
                         const std::function<bool(const domain::LedgerPosition&, const domain::Head&)>& disk_has) {
    for (auto& [promise, standing] : receipts[agent]) {
      if (standing == Promise::destroyed) continue;
      const bool held = server_has(promise.first, promise.second);
      if (held) {
        standing = Promise::kept;
      } else {
        standing = disk_has(promise.first, promise.second) ? Promise::owed : Promise::destroyed;
      }
    }
  }

  enum class Promise { kept, owed, destroyed };
  using Promises = std::map<std::pair<domain::LedgerPosition, domain::Head>, Promise>;

  std::unordered_map<domain::Head, Sighting> lines;
  std::map<std::string, Promises> receipts;  ///< by agent
  std::vector<std::string> failures;

 private:
  static constexpr std::size_t kFailuresMax = 20;
};

}  // namespace quaywatt::simulation
