#pragma once
// The energy of one shore-power session: a difference of register readings, with how it was obtained.
// Integer watt-hours throughout (fault M17). A total is never invented: what readings cannot prove is said.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/time/instant.h"
#include "domain/units.h"

namespace quaywatt::domain {

/// What is known of a meter: from the register, or from the exchange record that installed it.
struct MeterTraits {
  std::string meter;
  std::int32_t digits = 6;          ///< before the decimal point, kWh
  WattHours resolution{10};         ///< the last digit's worth
  Watts rated_power{0};             ///< bound of plausibility, of the supply point; 0 = unknown
  std::int64_t ratio = 1;           ///< CT × PT; the register rolls over at 10^digits kWh × ratio
};

/// A register at an instant, primary values, in the order of the ledger.
struct RegisterPoint {
  std::string meter;
  Instant at{};
  std::string boot;                 ///< durations within a boot come from `mono`
  Millis mono{};
  WattHours energy_forward{};
};

enum class EnergyNote {
  rollover,         ///< M1: the register passed its end; counted by its digits
  meter_exchanged,  ///< summed over the recorded hand-over
  small_step_back,  ///< M4: within jitter; raw kept, the highest value so far counts
  reset,            ///< M3: fell to a small value; the part before and after counts, the step itself is unknown
  unrecorded_exchange,  ///< M2: another meter or a jump without a record
  implausible_step, ///< more than rated power x time x 1.2 allows; left out
  gap,              ///< over 15 min without a reading; the difference stays exact (M15)
  no_end_reading    ///< the meter was silent at the stop; the last good reading counts
};

/// Notes after which a person must look before the figure is used in a verdict.
bool needs_review(EnergyNote note);

struct SessionEnergy {
  WattHours energy{};
  WattHours uncertainty{};          ///< one resolution step at each edge of each segment, added
  std::set<EnergyNote> notes;
  std::int64_t connected_ms = 0;    ///< from the monotonic clock within a boot, wall clock across boots
};

/// `points` from the start edge to the stop edge, ledger order; `exchanged` names meters in their order of service
/// when a recorded exchange took place. Empty points: zero with `no_end_reading`.
SessionEnergy session_energy(const std::vector<RegisterPoint>& points, const std::vector<MeterTraits>& meters,
                             bool end_reading_present);

}  // namespace quaywatt::domain
