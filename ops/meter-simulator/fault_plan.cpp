#include "ops/meter-simulator/fault_plan.h"

namespace quaywatt::simulator {

std::optional<LineFault> line_fault(std::string_view name) {
  if (name == "none") return LineFault::none;
  if (name == "silent") return LineFault::silent;
  if (name == "garbled") return LineFault::garbled;
  if (name == "wrong_address") return LineFault::wrong_address;
  if (name == "refusing") return LineFault::refusing;
  return std::nullopt;
}

void FaultPlan::set(LineFault fault, std::int64_t answers) {
  fault_ = fault;
  answers_left_ = answers;
}

LineFault FaultPlan::next() {
  const LineFault now = fault_;
  if (answers_left_ > 0 && --answers_left_ == 0) fault_ = LineFault::none;
  return now;
}

}  // namespace quaywatt::simulator
