#pragma once
// Which of the readings taken every few seconds become ledger lines: on a marked change of power, on each clock
// quarter-hour, at least every 5 min while energy is drawn, hourly when idle. Session edges are recorded by whoever
// starts and stops sessions and are told here afterwards. Pure: one object a meter, driven by its readings alone.

#include <cstdint>
#include <optional>

#include "berth-agent/clock/agent_clock.h"
#include "berth-agent/sampling/meter_reading.h"
#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

/// Durations are clock time. Smaller intervals make a finer curve and a larger ledger.
struct RecordingSettings {
  domain::Millis supplying{std::chrono::minutes{5}};       ///< longest gap while energy is drawn
  domain::Millis quarter{std::chrono::minutes{15}};        ///< boundary of the clock, while energy is drawn
  domain::Millis idle{std::chrono::hours{1}};              ///< boundary of the clock, when nothing is drawn
  std::int64_t power_change_w = 200;                       ///< a smaller change is never marked
  std::int64_t power_change_permille = 200;                ///< of the power in the last recorded reading
  domain::Millis power_change_spacing{std::chrono::minutes{1}};  ///< of a restless load; on and off are free
};

class RecordingSchedule {
 public:
  explicit RecordingSchedule(RecordingSettings settings = {}) : settings_(settings) {}

  /// Why a good reading should be recorded now, or nullopt. `supplying`: a session runs at the supply point.
  /// A meter is idle when no session runs, less than `power_change_w` flows and its register stands where it was
  /// recorded last; energy without a session is thus recorded like a session (fault M7).
  std::optional<domain::Reading::Cause> due(const ClockReading& at, const domain::RegisterValues& values,
                                            bool supplying) const;

  /// Readings that were due before this one are missing, not for the meter's silence: the disk was short, or the
  /// program starved (faults A3, A13).
  bool late(const ClockReading& at, bool supplying) const;

  /// Tells that a reading was recorded, for whatever cause (session edges as well). Ends a silence.
  void recorded(const ClockReading& at, const domain::RegisterValues& values);

  /// To be called on each failed reading. True once for each outage: the failure that begins it becomes a
  /// `meter_silent` line (fault M10).
  bool silence_begins();

  bool silent() const { return silent_; }

 private:
  struct Last {
    ClockReading at;
    domain::WattHours energy;
    std::optional<std::int64_t> power_w;
  };
  bool drawing(const domain::RegisterValues& values, bool supplying) const;
  bool power_changed(const ClockReading& at, const domain::RegisterValues& values) const;

  RecordingSettings settings_;
  std::optional<Last> last_;
  bool silent_ = false;
};

}  // namespace quaywatt::agent
