#pragma once
// The energy of one shore-power session: a difference of register readings, with how it was obtained.
// Integer watt-hours throughout (fault M17). A total is never invented: what readings cannot prove is said.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time/instant.h"
#include "domain/units.h"

namespace quaywatt::domain {

/// What is known of a meter: from the register, or from the exchange record that installed it.
struct MeterTraits {
  std::string meter;
  std::int32_t digits = 6;          ///< before the decimal point, kWh; 0 = unknown
  WattHours resolution{10};         ///< the last digit's worth
  Watts rated_power{0};             ///< bound of plausibility, of the supply point; 0 = unknown
  std::int64_t ratio = 1;           ///< CT × PT; the register rolls over at 10^digits kWh × ratio
  bool final_read = true;           ///< false: its register could not be read any more when it was exchanged
  std::optional<Date> calibrated_until = {};  ///< last day of its verification; empty: nobody recorded one
  bool seal_differs = false;        ///< the seal found is not the one on record
};

/// A register at an instant, primary values, in the order of the ledger.
struct RegisterPoint {
  std::string meter;
  Instant at{};
  std::string boot;                 ///< durations within a boot come from `mono`
  Millis mono{};
  WattHours energy_forward{};
  std::string address = {};         ///< what the meter answered with; another one without a record is another meter
  bool clock_trusted = true;        ///< false: `at` of an unsynced clock, worth nothing across boots (fault C1)
  std::int64_t multiplier = 1;      ///< CT × PT that made the value; another one is another scale (fault M9)
  std::optional<Watts> power = {};  ///< of the moment; below zero: fed back
  std::optional<WattHours> energy_reverse = {};
  bool operator==(const RegisterPoint&) const = default;
};

enum class EnergyNote {
  rollover,         ///< M1: the register passed its end; counted by its digits
  meter_exchanged,  ///< summed over the recorded hand-over
  small_step_back,  ///< M4: within jitter; raw kept, so that the total stays the difference of the registers
  reset,            ///< M3: fell to a small value; the part before and after counts, the step itself is unknown
  unrecorded_exchange,  ///< M2: another meter, or a fall to another large value, without a record; the step is left out
  implausible_step, ///< rose by more than rated power × time × 1.2 allows and stayed there; left out
  spike,            ///< M5: one reading off the curve, the next one on it again; left out, the total is exact
  gap,              ///< over 15 min without a reading; the difference stays exact (M15)
  no_end_reading,   ///< a register could not be read at the stop or hand-over; the last good reading counts
  time_uncertain,   ///< a restart with an unset or turned-back clock: that time is not in `connected_ms`
  ratio_changed,    ///< M9: read with another CT × PT than before, without an exchange; the step is left out
  over_rating,      ///< M9: more power than the supply point can carry: ratio or meter is doubtful
  stuck,            ///< M6: power flowed over three readings and more while the register stood still
  reverse_energy,   ///< M13: the register of energy fed back rose; nothing is netted
  calibration_expired,  ///< M14 (D): read after the last day of the meter's verification
  seal_differs,     ///< M14 (D): the meter's seal is not the one on record
  joint_meter       ///< M11: another session ran on the same meter; its energy is not told apart
};

/// The note's name as stored and printed: "small_step_back".
std::string_view note_name(EnergyNote note);

/// Notes after which a person must look before the figure is used in a verdict: the true figure may be larger.
bool needs_review(EnergyNote note);

struct SessionEnergy {
  WattHours energy{};               ///< never negative
  WattHours uncertainty{};          ///< one resolution step at each edge of each segment, added
  std::set<EnergyNote> notes;
  std::int64_t connected_ms = 0;    ///< first to last point; monotonic clock within a boot, wall clock across boots
};

/// `points` from the start edge to the stop edge, ledger order; `meters` in their order of service: a change from one
/// to the next there is a recorded hand-over (with the old final and the new first reading among the points, where
/// they could be read), any other change is unrecorded. Without points: zero with `no_end_reading`.
SessionEnergy session_energy(const std::vector<RegisterPoint>& points, const std::vector<MeterTraits>& meters,
                             bool end_reading_present);

}  // namespace quaywatt::domain
