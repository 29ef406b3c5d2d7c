#include "domain/rules/time_spans.h"

#include <algorithm>

namespace quaywatt::domain {

std::optional<TimeSpan> shared_part(TimeSpan span, TimeSpan within) {
  const TimeSpan part{std::max(span.from, within.from), std::min(span.to, within.to)};
  if (part.from >= part.to) return std::nullopt;
  return part;
}

Millis united_time(std::vector<TimeSpan> spans, TimeSpan within) {
  std::ranges::sort(spans, {}, &TimeSpan::from);
  Millis total{0};
  Instant counted_to = within.from;
  for (const TimeSpan& span : spans) {
    const auto fresh = shared_part(span, {counted_to, std::max(counted_to, within.to)});
    if (!fresh) continue;
    total += fresh->length();
    counted_to = fresh->to;
  }
  return total;
}

}  // namespace quaywatt::domain
