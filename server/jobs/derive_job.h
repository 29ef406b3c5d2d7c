#pragma once
// The journey's steps 10 to 12 in the background: ledgers into rows, rows into verdicts.

#include <string>

#include "server/jobs/job.h"
#include "server/usecases/derive_ledgers.h"
#include "server/usecases/judge_stays.h"

namespace quaywatt::server {

class DeriveJob : public Job {
 public:
  /// Borrows all.
  DeriveJob(LedgerStore& ledgers, DerivedStore& derived, const domain::RuleSet& rules,
            domain::EvidenceSettings settings, WallClock clock)
      : derived_(derived),
        rules_(rules.version + ", lag " + std::to_string(settings.lag.count()) + " ms"),
        derive_(ledgers, derived),
        judge_(derived, rules, settings, std::move(clock)) {}

  bool run_once() override;
  std::string_view name() const override { return "derive"; }

 private:
  DerivedStore& derived_;
  const std::string rules_;  ///< what verdicts hang on beside rows
  DeriveLedgers derive_;
  JudgeStays judge_;
};

}  // namespace quaywatt::server
