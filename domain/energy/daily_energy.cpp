#include "domain/energy/daily_energy.h"

#include <algorithm>

#include "domain/time/shanghai.h"

namespace quaywatt::domain {

namespace {

Date day_after(Date day) { return Date{std::chrono::sys_days{day} + std::chrono::days{1}}; }

/// A session spans days, not years; clocks that say otherwise are not split over.
constexpr std::int64_t kDaysMax = 400;

WattHours energy_up_to(const std::vector<RegisterPoint>& points, std::size_t count,
                       const std::vector<MeterTraits>& meters) {
  using Offset = std::vector<RegisterPoint>::difference_type;
  return session_energy({points.begin(), points.begin() + static_cast<Offset>(count)}, meters, true).energy;
}

/// What had been delivered at `midnight`: the readings before it and, of the step over it, the share by time.
WattHours energy_at(Instant midnight, const std::vector<RegisterPoint>& points,
                    const std::vector<MeterTraits>& meters) {
  const auto after = std::ranges::find_if(points, [&](const RegisterPoint& p) { return p.at > midnight; });
  const auto count = static_cast<std::size_t>(after - points.begin());
  if (count == 0) return WattHours{0};
  const WattHours before = energy_up_to(points, count, meters);
  if (after == points.end()) return before;
  const WattHours step = energy_up_to(points, count + 1, meters) - before;
  const std::int64_t span_s = (after->at - (after - 1)->at).count() / 1000;
  const std::int64_t share_s = (midnight - (after - 1)->at).count() / 1000;
  // In kilowatt-hours and the rest, so that no step is too large for 64 bits.
  if (span_s <= 0 || share_s <= 0) return before;
  const std::int64_t shared = step.value / span_s * share_s + step.value % span_s * share_s / span_s;
  return before + WattHours{shared};
}

}  // namespace

std::vector<DayEnergy> daily_energy(const std::vector<RegisterPoint>& points, const std::vector<MeterTraits>& meters,
                                    bool end_reading_present) {
  if (points.empty()) return {};
  const WattHours total = session_energy(points, meters, end_reading_present).energy;
  const Date first = shanghai_date(points.front().at);
  const Date last = shanghai_date(points.back().at);
  const auto days = (std::chrono::sys_days{last} - std::chrono::sys_days{first}).count();
  if (days <= 0 || days > kDaysMax) return {{first, total}};
  std::vector<DayEnergy> parts;
  WattHours given{0};
  for (Date day = first; day != last; day = day_after(day)) {
    const WattHours until = std::clamp(energy_at(shanghai_midnight(day_after(day)), points, meters), given, total);
    parts.push_back({day, until - given});
    given = until;
  }
  parts.push_back({last, total - given});
  return parts;
}

}  // namespace quaywatt::domain
