#pragma once
// The daily reading-back of the held ledgers (fault D12), a few batches a step.

#include "server/jobs/job.h"
#include "server/usecases/verify_ledgers.h"

namespace quaywatt::server {

class VerifyJob : public Job {
 public:
  /// Borrows `store`.
  VerifyJob(VerificationStore& store, WallClock clock) : verify_(store, std::move(clock)) {}

  bool run_once() override {
    constexpr std::size_t kRowsAStep = 50;
    return verify_.step(kRowsAStep);
  }
  std::string_view name() const override { return "verify"; }

 private:
  VerifyLedgers verify_;
};

}  // namespace quaywatt::server
