#pragma once
// Raises and ends the warnings of vessels at capable berths without shore power, by what positions show and what the
// berths' ledgers say.

#include <cstddef>
#include <string>
#include <vector>

#include "domain/berth/evidence.h"
#include "domain/stays/berth_warning.h"
#include "server/store/berth_warning_store.h"

namespace quaywatt::server {

class WatchBerths {
 public:
  /// Borrows `store` and `rules`.
  WatchBerths(BerthWarningStore& store, const domain::RuleSet& rules, domain::EvidenceSettings evidence,
              domain::WarningSettings settings)
      : store_(store), rules_(rules), evidence_(evidence), settings_(settings) {}

  struct Step {
    std::size_t raised = 0;
    std::size_t ended = 0;
    std::vector<std::string> failures;  ///< vessels that could not be looked at, with why
  };
  Step step();

 private:
  std::optional<WarningChange> look_at(const WatchedStay& stay, domain::Instant now);

  BerthWarningStore& store_;
  const domain::RuleSet& rules_;
  domain::EvidenceSettings evidence_;
  domain::WarningSettings settings_;
};

}  // namespace quaywatt::server
