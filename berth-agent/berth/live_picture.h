#pragma once
// The newest readings of one supply point, between what stands in the ledger: for the screen, never for a figure
// that counts. Pure.

#include <optional>

#include "berth-agent/berth/berth_setup.h"
#include "berth-agent/sampling/meter_reading.h"

namespace quaywatt::agent {

struct LivePicture {
  std::optional<MeterReading> newest;       ///< good or failed
  std::optional<MeterReading> newest_good;
  std::optional<ClockReading> last_load;    ///< power flowed, or the register had moved, at the latest then
  std::optional<domain::Millis> unclaimed_since;  ///< monotonic: power has flowed without a session since then
};

/// `supplying`: a session runs there. The reading names the meter in service.
void take_in(LivePicture& picture, const MeterReading& reading, bool supplying, const BerthSetup& setup);

/// Power now, when the newest attempt was good and its meter tells power.
std::optional<std::int64_t> power_now(const LivePicture& picture);

}  // namespace quaywatt::agent
