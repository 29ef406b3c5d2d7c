#include "domain/facilities/availability.h"

namespace quaywatt::domain {

Availability availability_of(const std::vector<Outage>& outages, TimeSpan period) {
  Availability availability{.period = period.length()};
  std::vector<TimeSpan> spans;
  for (const auto& outage : outages) {
    if (outage.from >= period.to) continue;
    spans.push_back({outage.from, outage.to.value_or(period.to)});
    if (outage.from < period.from) continue;
    ++availability.faults;
    if (!outage.to || *outage.to > period.to) continue;
    ++availability.repaired;
    availability.repair_time += *outage.to - outage.from;
  }
  availability.out = united_time(std::move(spans), period);
  return availability;
}

}  // namespace quaywatt::domain
