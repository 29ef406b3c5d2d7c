#pragma once
// What is strange about a meter's readings (faults M5, M6, M9, M13). Values are never altered: a flag says what a
// person or the computation should look at. Pure; one object a meter in service, driven by every good reading.

#include <cstdint>
#include <optional>
#include <vector>

#include "berth-agent/clock/agent_clock.h"
#include "domain/energy/session_energy.h"
#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

struct ReadingLimits {
  std::int64_t rated_power_w = 0;    ///< what the breaker carries; 0: unknown, then M5 and M9 are not judged
  std::int64_t drawing_power_w = 50; ///< less is nothing being drawn
  domain::Millis interval{std::chrono::minutes{5}};  ///< of recorded readings while energy is drawn
};

inline constexpr std::int64_t kAboveRatingPercent = 120;  ///< of the breaker's rating: honest overload ends before
inline constexpr std::int32_t kAboveRatingReadings = 3;   ///< in a row; a single one is a spike of the register
inline constexpr std::int64_t kSpikeFactor = 10;          ///< times the rating: no load does that
inline constexpr std::int32_t kStuckIntervals = 3;        ///< fault M6
inline constexpr std::int64_t kStuckSteps = 2;            ///< register steps that must have been missed

class ReadingWatch {
 public:
  explicit ReadingWatch(ReadingLimits limits) : limits_(limits) {}

  /// Flags of this good reading, ascending.
  std::vector<domain::ReadingFlag> look(const ClockReading& at, const domain::RegisterValues& values);

 private:
  struct Seen {
    ClockReading at;
    domain::RegisterValues values;
  };
  struct Standing {  ///< the register has shown one value since
    domain::Millis since{};
    domain::WattHours energy{};
    std::int64_t milliwatt_hours_expected = 0;
  };
  bool spikes(const ClockReading& at, const domain::RegisterValues& values);
  bool stands_still(const ClockReading& at, const domain::RegisterValues& values);
  bool too_much(const domain::RegisterValues& values);
  bool feeds_back(const domain::RegisterValues& values) const;
  bool phase_reversed(const domain::RegisterValues& values) const;
  bool jumps(const Seen& from, const ClockReading& at, const domain::RegisterValues& values) const;

  ReadingLimits limits_;
  std::optional<Seen> last_;
  std::optional<Seen> on_curve_;
  std::optional<Standing> standing_;
  std::int32_t above_rating_ = 0;
};

}  // namespace quaywatt::agent
