#include "tests/simulation/run.h"

#include <algorithm>

namespace quaywatt::simulation {

namespace {

constexpr int kRunsMax = 400;  // of a shrinking

class Shrinking {
 public:
  Shrinking(Plan plan, const Breaks& breaks, const std::filesystem::path& folder)
      : plan_(std::move(plan)), breaks_(breaks), folder_(folder) {}

  Plan run() {
    for (std::size_t chunk = std::max<std::size_t>(plan_.faults.size() / 2, 1); chunk >= 1; chunk /= 2) {
      while (leave_out(chunk)) {
      }
    }
    shorten();
    return plan_;
  }

 private:
  /// Drops the first run of `chunk` faults that is not needed.
  bool leave_out(std::size_t chunk) {
    for (std::size_t first = 0; first < plan_.faults.size(); first += chunk) {
      Plan less = plan_;
      const auto begin = less.faults.begin() + static_cast<std::ptrdiff_t>(first);
      const auto length = static_cast<std::ptrdiff_t>(std::min(chunk, plan_.faults.size() - first));
      less.faults.erase(begin, begin + length);
      if (fails(less)) {
        plan_ = less;
        return true;
      }
    }
    return false;
  }

  void shorten() {
    while (plan_.length > std::chrono::hours{1}) {
      Plan less = plan_;
      less.length = less.length * 3 / 4;
      std::erase_if(less.faults, [&](const Fault& fault) { return fault.at >= less.length; });
      for (auto& fault : less.faults) fault.duration = std::min(fault.duration, less.length - fault.at);
      if (!fails(less)) return;
      plan_ = less;
    }
  }

  bool fails(const Plan& plan) {
    return ++runs_ <= kRunsMax && !run_plan(plan, breaks_, folder_).failures.empty();
  }

  Plan plan_;
  const Breaks& breaks_;
  const std::filesystem::path& folder_;
  int runs_ = 0;
};

}  // namespace

Outcome run_plan(const Plan& plan, const Breaks& breaks, const std::filesystem::path& folder, std::ostream* trace) {
  Outcome outcome;
  World world(plan, breaks, folder, trace);
  try {
    world.run();
  } catch (const std::exception& escaped) {
    world.record().fail(std::string("past every edge: ") + escaped.what());
  }
  outcome.hash = world.trace().hash();
  outcome.lines = world.server().lines_taken;
  outcome.berth_days = plan.berth_days();
  outcome.injected = world.injected();
  outcome.failures = world.record().failures;
  return outcome;
}

Plan shrunk(const Plan& plan, const Breaks& breaks, const std::filesystem::path& folder) {
  return Shrinking(plan, breaks, folder).run();
}

}  // namespace quaywatt::simulation
