#pragma once
// What positions, meter and operator together suggest to a person. Nothing here changes a record or accuses anyone.

#include <optional>

#include "domain/stays/stay_comparison.h"
#include "domain/time/instant.h"

namespace quaywatt::domain {

/// A supply still running by the ledger, seen from the meter.
struct RunningSupply {
  Instant started_at{};
  std::optional<Instant> last_load_at;   ///< the last reading with a load; empty: never one
  bool load_now = false;                 ///< the newest reading still shows a load
};

struct ProposedEnd {
  Instant end_at{};                      ///< last load, else the start: never after the vessel was last alongside
  Instant departed_at{};                 ///< what AIS says
};

/// Fault O3: the operator forgot to stop and the vessel sailed. Proposed only when the power is zero and AIS has seen
/// the vessel leave; a person confirms. Empty: nothing to propose.
std::optional<ProposedEnd> propose_supply_end(const AisStay& ais, const RunningSupply& supply);

/// Who else vouches for the vessel at its berth, up to when.
struct BerthEvidence {
  std::optional<Instant> load_until;       ///< its supply fed it until then
  std::optional<Instant> declared_until;   ///< the operator's stay; empty: not declared at all
  bool declared_open = false;              ///< declared and not ended
};

enum class DepartureDoubt {
  none,
  load_after_departure,      ///< X8: the meter fed it after AIS says it had left
  declared_after_departure   ///< X8: the operator says it lay there past the threshold
};

/// Fault X8: AIS shows the vessel leave before the threshold (a spoofed position would do), while meter or operator
/// say that it lay there longer. Meter before operator; the stay then needs review and AIS decides nothing by itself.
DepartureDoubt doubt_departure(const AisStay& ais, const BerthEvidence& other, Millis threshold,
                               const ComparisonSettings& settings = {});

}  // namespace quaywatt::domain
