#include "server/jobs/derive_job.h"

#include "server/store/store_error.h"
#include "server/usecases/roll_up.h"

namespace quaywatt::server {

namespace {

constexpr std::size_t kBatchesAStep = 4;   ///< of each agent: one that catches up does not hold up the others
constexpr std::size_t kStaysAStep = 100;

void throw_if_any(const std::vector<std::string>& failures) {
  if (failures.empty()) return;
  std::string text = failures.front();
  if (failures.size() > 1) text += " (+" + std::to_string(failures.size() - 1) + ")";
  throw StoreFault(text);
}

}  // namespace

bool DeriveJob::run_once() {
  derived_.judge_under(rules_);
  refold_waiting(derived_);
  const auto derived = derive_.step(kBatchesAStep);
  const auto judged = judge_.step(kStaysAStep, derived.behind);
  throw_if_any(derived.failures);  // after everything else of the step was done
  throw_if_any(judged.failures);
  return derived.batches > 0 || judged.judged > 0;
}

}  // namespace quaywatt::server
