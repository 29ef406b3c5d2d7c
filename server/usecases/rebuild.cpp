#include "server/usecases/rebuild.h"

namespace quaywatt::server {

namespace {

constexpr std::size_t kBatchesAStep = 20;
constexpr std::size_t kStaysAStep = 200;

}  // namespace

Rebuilt rebuild(LedgerStore& ledgers, DerivedStore& derived, JudgeStays& judge,
                const std::function<void(const Rebuilt&)>& progress) {
  Rebuilt done;
  for (const HeldAgent& agent : ledgers.agents()) {
    derived.drop(agent.agent);
    ++done.agents;
  }
  DeriveLedgers derive(ledgers, derived);
  DeriveLedgers::Step derived_step;
  do {
    derived_step = derive.step(kBatchesAStep);
    done.batches += derived_step.batches;
    progress(done);
  } while (derived_step.batches > 0);
  JudgeStays::Step judged;
  do {
    judged = judge.step(kStaysAStep, derived_step.behind);
    done.stays += judged.judged;
    progress(done);
  } while (judged.judged > 0);
  done.failures = std::move(derived_step.failures);
  done.failures.insert(done.failures.end(), judged.failures.begin(), judged.failures.end());
  return done;
}

}  // namespace quaywatt::server
