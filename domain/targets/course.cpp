#include "domain/targets/course.h"

#include <algorithm>

#include "domain/emissions/exact_sum.h"

namespace quaywatt::domain {
namespace {

Int128 cross(std::int64_t a, std::int64_t b) { return Int128{a} * b; }

/// Whether `value` is on the good side of `bound`, or on it.
bool reaches(Direction direction, const Ratio& value, const Ratio& bound) {
  const int sign = compare(value, bound);
  return direction == Direction::at_least ? sign >= 0 : sign <= 0;
}

/// What the straight line asks on `today`, to a billionth: only whether a target is met has to be exact.
Ratio asked_on(const TargetCourse& course, Date today) {
  using std::chrono::sys_days;
  const std::int64_t way = (sys_days{course.due} - sys_days{course.begins}).count();
  const std::int64_t gone = std::clamp<std::int64_t>((sys_days{today} - sys_days{course.begins}).count(), 0, way);
  constexpr std::int64_t kFine = 1'000'000'000;
  const auto scaled = [](const Ratio& ratio) {
    return static_cast<std::int64_t>(cross(ratio.part, kFine) / ratio.whole);
  };
  const std::int64_t start = scaled(course.start);
  const Int128 climbed = cross(scaled(course.goal) - start, gone) / std::max<std::int64_t>(way, 1);
  return {start + static_cast<std::int64_t>(climbed), kFine};
}

}  // namespace

int compare(const Ratio& a, const Ratio& b) {
  const Int128 left = cross(a.part, b.whole);
  const Int128 right = cross(b.part, a.whole);
  return (left > right) - (left < right);
}

TargetState state_on(const TargetCourse& course, const Ratio& value, Date today) {
  if (reaches(course.direction, value, course.goal)) return TargetState::met;
  if (today > course.due) return TargetState::missed;
  return reaches(course.direction, value, asked_on(course, today)) ? TargetState::on_course : TargetState::behind;
}

std::int64_t missing_to_goal(const TargetCourse& course, const Ratio& value) {
  if (reaches(course.direction, value, course.goal)) return 0;
  const Int128 distance = cross(course.goal.part, value.whole) - cross(value.part, course.goal.whole);
  const Int128 size = distance < 0 ? -distance : distance;
  return static_cast<std::int64_t>((size + course.goal.whole - 1) / course.goal.whole);
}

}  // namespace quaywatt::domain
