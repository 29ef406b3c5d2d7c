#include "domain/targets/usage_rise.h"

namespace quaywatt::domain {
namespace {

constexpr std::int64_t kPermille = 1000;

std::optional<Ratio> needed_rate(RiseReading reading, const RiseTarget& target, const std::optional<Ratio>& baseline) {
  if (reading == RiseReading::to_level) return Ratio{target.rise_permille, kPermille};
  if (!baseline) return std::nullopt;
  const auto [part, whole] = *baseline;
  if (reading == RiseReading::relative) return Ratio{part * (kPermille + target.rise_permille), whole * kPermille};
  return Ratio{part * kPermille + whole * target.rise_permille, whole * kPermille};
}

RiseVerdict judge(RiseReading reading, const RiseTarget& target, const std::optional<Ratio>& baseline,
                  const std::optional<Ratio>& current, Date today) {
  RiseVerdict verdict{reading, TargetState::no_facts, needed_rate(reading, target, baseline)};
  if (!verdict.needed) {
    verdict.state = TargetState::no_baseline;
  } else if (compare(*verdict.needed, {1, 1}) > 0) {
    verdict.state = TargetState::infeasible;
  } else if (current) {
    const TargetCourse course{baseline.value_or(Ratio{0, 1}), *verdict.needed, Direction::at_least, target.begins,
                              target.due};
    verdict.state = state_on(course, *current, today);
  }
  return verdict;
}

}  // namespace

std::array<RiseVerdict, 3> judge_rise(const RiseTarget& target, const std::optional<Ratio>& baseline,
                                      const std::optional<Ratio>& current, Date today) {
  using enum RiseReading;
  return {judge(relative, target, baseline, current, today),
          judge(percentage_points, target, baseline, current, today),
          judge(to_level, target, baseline, current, today)};
}

}  // namespace quaywatt::domain
