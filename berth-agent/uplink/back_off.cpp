#include "berth-agent/uplink/back_off.h"

#include <algorithm>

namespace quaywatt::agent {

domain::Millis back_off(std::uint32_t failures, const BackOffSettings& settings, RandomSource& random) {
  constexpr std::uint32_t kDoublingsMax = 20;  // far beyond any ceiling, short of overflow
  const std::uint32_t doublings = std::min(failures == 0 ? 0 : failures - 1, kDoublingsMax);
  const std::int64_t longest =
      std::min<std::int64_t>(settings.first.count() << doublings, settings.ceiling.count());
  const std::int64_t jitter = (longest / 2) * static_cast<std::int64_t>(random.next()) / 0xFFFF'FFFF;
  return domain::Millis{longest - longest / 2 + jitter};
}

}  // namespace quaywatt::agent
