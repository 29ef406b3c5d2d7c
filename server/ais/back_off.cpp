#include "server/ais/back_off.h"

#include <algorithm>

namespace quaywatt::server {

domain::Millis feed_back_off(std::uint32_t failures, std::uint32_t random) {
  constexpr std::uint32_t kDoublingsMax = 16;  // far beyond the ceiling, short of an overflow
  const std::uint32_t doublings = std::min(failures > 0 ? failures - 1 : 0, kDoublingsMax);
  const std::int64_t whole = std::min(kFeedBackOffFirst.count() << doublings, kFeedBackOffCeiling.count());
  const std::int64_t half = whole / 2;
  return domain::Millis{half + (static_cast<std::int64_t>(random) * (whole - half) >> 32)};
}

}  // namespace quaywatt::server
