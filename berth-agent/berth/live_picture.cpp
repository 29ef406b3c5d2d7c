#include "berth-agent/berth/live_picture.h"

#include <cstdlib>

namespace quaywatt::agent {

void take_in(LivePicture& picture, const MeterReading& reading, bool supplying, const BerthSetup& setup) {
  picture.newest = reading;
  const auto* values = reading.values();
  if (values == nullptr) return;
  const bool drawing = std::abs(values->power_w.value_or(0)) >= setup.drawing_power_w;
  const bool moved = picture.newest_good &&
                     values->energy_forward.value > picture.newest_good->values()->energy_forward.value;
  if (drawing || moved) picture.last_load = reading.at;
  picture.newest_good = reading;
  if (!drawing || supplying) {
    picture.unclaimed_since.reset();
  } else if (!picture.unclaimed_since) {
    picture.unclaimed_since = reading.at.mono;
  }
}

std::optional<std::int64_t> power_now(const LivePicture& picture) {
  if (!picture.newest || picture.newest->values() == nullptr) return std::nullopt;
  return picture.newest->values()->power_w;
}

}  // namespace quaywatt::agent
