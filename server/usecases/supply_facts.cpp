#include "server/usecases/supply_facts.h"

#include <algorithm>

#include "domain/rules/time_spans.h"
#include "domain/time/shanghai.h"

namespace quaywatt::server {

namespace {

using domain::ElectricalParameters;
using Number = std::optional<std::int64_t>;

bool agree(const Number& a, const Number& b) { return !a || !b || *a == *b; }

bool fit(const ElectricalParameters& a, const ElectricalParameters& b) {
  return agree(a.voltage_v, b.voltage_v) && agree(a.frequency_hz, b.frequency_hz) && agree(a.phases, b.phases);
}

/// How well a supply point suits the vessel: 2, 1 or 0.
int suitability(const RegisteredSupplyPoint& point, const StayRecord& record) {
  const auto inspected_on = point.supply.inspected_on;
  if (!inspected_on || *inspected_on > domain::shanghai_date(record.stay.arrived_at)) return 0;
  const auto* facility = record.vessel && record.vessel->facts.receiving_facility
                             ? &*record.vessel->facts.receiving_facility
                             : nullptr;
  return !facility || fit(facility->parameters, point.supply.parameters) ? 2 : 1;
}

const RegisteredSupplyPoint* connected_to(const StayRecord& record) {
  if (record.sessions.empty()) return nullptr;
  const auto found = std::ranges::find(record.supply_points, record.sessions.front().session.supply_point,
                                       &RegisteredSupplyPoint::id);
  return found == record.supply_points.end() ? nullptr : &*found;
}

domain::Millis free_time(const RegisteredSupplyPoint& point, const StayRecord& record, domain::TimeSpan stay) {
  std::vector<domain::TimeSpan> taken;
  for (const auto& session : record.neighbour_sessions) {
    if (session.supply_point != point.id) continue;
    taken.push_back({session.started_at, std::max(session.stopped_at.value_or(stay.to), session.started_at)});
  }
  return stay.length() - domain::united_time(std::move(taken), stay);
}

domain::Millis threshold_for(const StayRecord& record, const domain::RuleSet& rules) {
  const auto* rule = domain::obligation_in_force(rules, record.berth->waters,
                                                 domain::shanghai_date(record.stay.arrived_at));
  if (!rule) return domain::Millis{0};
  return domain::threshold_of(*rule, record.berth->waters).value_or(domain::Millis{0});
}

}  // namespace

std::optional<domain::ShoreSupply> supply_for(const StayRecord& record) {
  if (record.supply_points.empty()) return std::nullopt;
  if (const auto* point = connected_to(record)) return point->supply;
  const auto* best = &record.supply_points.front();
  for (const auto& point : record.supply_points) {
    const int gain = suitability(point, record) - suitability(*best, record);
    if (gain > 0 || (gain == 0 && point.id < best->id)) best = &point;
  }
  return best->supply;
}

std::optional<bool> supply_reaches(const StayRecord& record) {
  const auto position = record.stay.raft_position;
  if (position) return *position == 1 ? std::optional(true) : std::nullopt;
  return record.neighbours.empty() ? std::optional(true) : std::nullopt;
}

bool supply_taken(const StayRecord& record, domain::Instant until, const domain::RuleSet& rules) {
  const domain::TimeSpan stay{record.stay.arrived_at, std::max(until, record.stay.arrived_at)};
  if (record.supply_points.empty() || !record.sessions.empty()) return false;
  const domain::Millis threshold = threshold_for(record, rules);
  const domain::Millis most_free = stay.length() > threshold ? threshold : domain::Millis{0};
  return stay.length() > domain::Millis{0} && std::ranges::all_of(record.supply_points, [&](const auto& point) {
           return free_time(point, record, stay) <= most_free;
         });
}

}  // namespace quaywatt::server
