#include "domain/rules/circumstances.h"

#include <algorithm>

#include "domain/time/shanghai.h"

namespace quaywatt::domain {
namespace {

bool done_by(const std::optional<Date>& done_on, Date day) { return done_on && *done_on <= day; }

bool both_known_and_differ(const std::optional<std::int64_t>& a, const std::optional<std::int64_t>& b) {
  return a && b && *a != *b;
}

/// The current is left out: a smaller socket supplies a part of the load, the others do not fit at all.
bool differ(const ElectricalParameters& a, const ElectricalParameters& b) {
  return both_known_and_differ(a.voltage_v, b.voltage_v) || both_known_and_differ(a.frequency_hz, b.frequency_hz) ||
         both_known_and_differ(a.phases, b.phases);
}

/// What is certain comes first: a supply known to be taken needs no answer about its reach.
SupplyState supply_state(const BerthFacts& berth, Date arrival, bool plugged) {
  if (!berth.supply) return SupplyState::absent;
  if (!done_by(berth.supply->inspected_on, arrival)) return SupplyState::not_inspected;
  if (berth.supply_reaches_vessel == false) return SupplyState::out_of_reach;
  if (berth.supply_occupied == true) return SupplyState::occupied;
  // A vessel that was plugged in was within reach.
  if (!berth.supply_reaches_vessel && !plugged) return SupplyState::reach_unknown;
  return SupplyState::usable;
}

/// The end of what is judged: last seen alongside, else up to when the facts are known.
std::optional<Instant> judged_until(const StayFacts& facts) {
  if (facts.stay.departed_at) return facts.stay.departed_at;
  if (!facts.as_of) return std::nullopt;
  return std::max(facts.stay.arrived_at, std::min(*facts.as_of, facts.stay.departed_latest.value_or(*facts.as_of)));
}

TimeSpan widest(const StayTimes& stay, std::optional<Instant> until) {
  const Instant end = stay.departed_latest.value_or(until.value_or(Instant::max()));
  return {stay.arrived_earliest.value_or(stay.arrived_at), std::max(end, stay.arrived_at)};
}

void measure_use(Circumstances& c, const std::vector<ConnectionFacts>& connections) {
  std::vector<TimeSpan> spans;
  for (const auto& connection : connections) {
    c.energy += connection.energy;
    const Instant open_end = c.proven ? std::max(c.proven->to, connection.from) : connection.from;
    spans.push_back({connection.from, connection.to.value_or(open_end)});
  }
  c.plugged = !connections.empty();
  c.used = c.energy.value > 0;
  if (c.proven) c.connected = united_time(std::move(spans), *c.proven);
}

}  // namespace

Circumstances establish(const StayFacts& facts, const RuleSet& rules) {
  Circumstances c;
  c.arrival = shanghai_date(facts.stay.arrived_at);
  c.obligation = obligation_in_force(rules, facts.berth.waters, c.arrival);
  if (c.obligation) c.threshold = threshold_of(*c.obligation, facts.berth.waters).value_or(Millis{0});

  const auto& facility = facts.vessel.receiving_facility;
  c.surveyed = facility && done_by(facility->surveyed_on, c.arrival);
  c.supply = supply_state(facts.berth, c.arrival, !facts.connections.empty());
  c.parameters_differ = facility && facts.berth.supply && differ(facility->parameters, facts.berth.supply->parameters);

  const auto until = judged_until(facts);
  const TimeSpan possible = widest(facts.stay, until);
  if (until) {
    c.proven = TimeSpan{facts.stay.arrived_at, *until};
    c.possible = possible.length();
  }
  c.claims = weigh_claims(facts.declarations, rules, c.proven, possible);
  measure_use(c, facts.connections);
  return c;
}

}  // namespace quaywatt::domain
