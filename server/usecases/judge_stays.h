#pragma once
// Judges the stays of which something changed: energy of their sessions, facts, verdict. A verdict joins the history
// only when it says something else than the newest one.

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "domain/berth/evidence.h"
#include "domain/rules/rule_set.h"
#include "server/store/derived_store.h"
#include "server/store/store_error.h"
#include "server/store/wall_clock.h"

namespace quaywatt::server {

/// Whether `next` says something new. Of a stay that lasts, minutes pass all the time: there only a change of the
/// outcome itself is worth a row.
bool says_something_new(const KeptAssessment& newest, const KeptAssessment& next);

class JudgeStays {
 public:
  /// Borrows `derived` and `rules`.
  JudgeStays(DerivedStore& derived, const domain::RuleSet& rules, domain::EvidenceSettings settings, WallClock clock)
      : derived_(derived), rules_(rules), settings_(settings), clock_(std::move(clock)) {}

  struct Step {
    std::size_t judged = 0;
    std::vector<std::string> failures;  ///< stays whose rows could not be judged, with why; they stay marked
  };

  /// Judges at most `max` stays, each in a transaction; none at berths whose ledgers are still being read, so that no
  /// verdict is made from half of what is held.
  Step step(std::size_t max, const std::set<std::string>& berths_to_wait_for);

 private:
  void judge(JudgingTransaction& transaction, const LineId& stay) const;
  KeptAssessment assess(const StayRecord& record, const domain::StayFacts& facts) const;

  DerivedStore& derived_;
  const domain::RuleSet& rules_;
  domain::EvidenceSettings settings_;
  WallClock clock_;
};

}  // namespace quaywatt::server
