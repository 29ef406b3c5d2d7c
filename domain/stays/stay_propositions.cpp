#include "domain/stays/stay_propositions.h"

#include <algorithm>

namespace quaywatt::domain {

std::optional<ProposedEnd> propose_supply_end(const AisStay& ais, const RunningSupply& supply) {
  if (!ais.departed_at || supply.load_now || ais.identity_doubtful) return std::nullopt;
  if (supply.started_at > *ais.departed_at) return std::nullopt;  // it began after this stay: another vessel's
  if (supply.last_load_at > ais.departed_latest.value_or(*ais.departed_at)) return std::nullopt;  // fed past it: X8
  const Instant last_load = supply.last_load_at.value_or(supply.started_at);
  return ProposedEnd{std::min(last_load, *ais.departed_at), *ais.departed_at};
}

DepartureDoubt doubt_departure(const AisStay& ais, const BerthEvidence& other, Millis threshold,
                               const ComparisonSettings& settings) {
  if (!ais.departed_at || *ais.departed_at - ais.arrived_at > threshold) return DepartureDoubt::none;
  const Instant gone = std::max(*ais.departed_at, ais.departed_latest.value_or(*ais.departed_at));
  const Instant tolerated = gone + settings.difference_shown_after;
  if (other.load_until && *other.load_until > tolerated) return DepartureDoubt::load_after_departure;
  const bool declared_longer =
      other.declared_open || (other.declared_until && *other.declared_until - ais.arrived_at > threshold);
  const bool beyond = other.declared_open || (other.declared_until && *other.declared_until > tolerated);
  return declared_longer && beyond ? DepartureDoubt::declared_after_departure : DepartureDoubt::none;
}

}  // namespace quaywatt::domain
