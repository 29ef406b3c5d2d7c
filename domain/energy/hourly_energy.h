#pragma once
// The energy of one meter by the clock hour: the roll-ups behind every dashboard (fault D14). A fold reading by reading
// that keeps what it needs of the past, so that it comes out the same wherever a batch of readings ends.
// Hours of Asia/Shanghai and of UTC begin together: its offset is whole hours (domain/time/shanghai.h).

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "domain/energy/session_energy.h"
#include "domain/ledger/ledger_position.h"

namespace quaywatt::domain {

struct CurveReading {
  RegisterPoint point;                   ///< `clock_trusted` false also for a time that had not come yet (fault C9)
  std::string supply_point;
  std::optional<LineRef> session = {};   ///< that ran then
  /// With the first reading of a meter that a recorded exchange put in: nothing before it belongs to its curve.
  /// The digits are the record's; 0 = unknown.
  std::optional<std::int32_t> installed_digits = {};
  bool operator==(const CurveReading&) const = default;
};

struct EnergyPart {
  WattHours energy{};        ///< what the registers prove; below zero by the jitter of a re-read alone (fault M4)
  WattHours unexplained{};   ///< of it, outside any session (fault M7)
  WattHours estimated{};     ///< of it, shared out over hours by time alone (fault M15)
  std::int64_t left_out = 0; ///< steps that proved nothing: a reset, another meter, more than can be delivered
  bool operator==(const EnergyPart&) const = default;
};

/// a + b, each figure saturated.
EnergyPart operator+(const EnergyPart& a, const EnergyPart& b);

struct MeterHour {
  std::string supply_point;
  Instant hour{};            ///< its first instant
  auto operator<=>(const MeterHour&) const = default;
};

using EnergyHours = std::map<MeterHour, EnergyPart>;

/// What the fold keeps between two readings of a meter.
struct EnergyCurve {
  std::optional<CurveReading> last;        ///< the newest reading on the curve
  std::optional<CurveReading> suspect;     ///< one off it, until the next tells a spike from a reset (fault M5)
  std::optional<RegisterPoint> timed;      ///< the newest whose clock can be trusted
  EnergyPart untimed;                      ///< proven since then, in an hour not known yet (fault C1)
  std::optional<std::int32_t> digits;      ///< of the exchange that put the meter in; else the register's count
  bool operator==(const EnergyCurve&) const = default;
};

/// Takes one reading, in the order of the ledger, and adds what it proves to `hours`. `meter` as for `register_step`;
/// its digits are those of the register of meters.
///
/// The parts of a step that crosses hours are shared by time and add up to the register's difference: up to each full
/// hour the share rounded towards zero, the rest in the last hour. A step of more than 15 min over hours is an
/// estimate, and one whose duration nobody knows (it goes to the hour of its end as a whole); an estimate moves energy
/// between hours, never the total. Over any readings the hours and `curve.untimed` add up to the steps proven; a
/// suspect that stays off the curve proves nothing, as in `session_energy`.
void add_reading(EnergyCurve& curve, const CurveReading& reading, MeterTraits meter, EnergyHours& hours);

}  // namespace quaywatt::domain
