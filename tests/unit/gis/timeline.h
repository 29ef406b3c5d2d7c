#pragma once
// A vessel's hours drawn as text: one character is one position report, a minute apart unless said otherwise.
//   A, B   still, inside the fence of berth A or B          .   under way at 6 kn, 2 km off
//   a      inside A's fence at 1.2 kn: neither              ~   20 m outside A's fence, still
//   x      one report from 40 km away                       _   silence
//   b      just inside B's fence, still, 6 m from A's       ^   3 m outside A's fence, still
//   f      still, from a set whose clock is 20 days ahead   L   a long-range report, 150 m off A at 0 kn

#include <string_view>
#include <vector>

#include "gis/stay_finder.h"

namespace quaywatt::gis::test {

/// Two berths side by side, 100 m x 50 m each, 5 m apart (1e-7 degrees are about 1 cm).
inline std::vector<Fence> two_berths() {
  const auto box = [](std::string berth, std::int32_t west, std::int32_t east) {
    return Fence{std::move(berth), "T", "yangtze_jiangsu",
                 {{{{west, 319'000'000}, {east, 319'000'000}, {east, 319'004'500}, {west, 319'004'500}}}}};
  };
  return {box("A", 1'202'000'000, 1'202'010'600), box("B", 1'202'011'100, 1'202'021'700)};
}

inline constexpr std::int64_t kMinuteMs = 60'000;
inline constexpr std::int64_t kStartMs = 1'740'787'200'000;  // 2025-03-01T00:00:00Z

inline std::vector<Fix> fixes(std::string_view drawing, std::int64_t step_ms = kMinuteMs) {
  std::vector<Fix> drawn;
  std::int64_t at_ms = kStartMs;
  for (const char c : drawing) {
    switch (c) {
      case 'A': drawn.push_back({at_ms, {1'202'005'000, 319'002'000}, 10}); break;
      case 'B': drawn.push_back({at_ms, {1'202'016'000, 319'002'000}, 0}); break;
      case 'a': drawn.push_back({at_ms, {1'202'005'000, 319'002'000}, 120}); break;
      case '~': drawn.push_back({at_ms, {1'202'005'000, 319'006'300}, 0}); break;
      case '.': drawn.push_back({at_ms, {1'202'005'000, 319'018'000}, 600}); break;
      case 'b': drawn.push_back({at_ms, {1'202'011'200, 319'002'000}, 10}); break;
      case '^': drawn.push_back({at_ms, {1'202'005'000, 319'004'770}, 0}); break;
      case 'f': drawn.push_back({at_ms + 20 * 86'400'000LL, {1'202'005'000, 319'002'000}, 0}); break;
      case 'L': drawn.push_back({at_ms, {1'202'005'000, 319'018'000}, 0, true}); break;
      case 'x': drawn.push_back({at_ms, {1'206'200'000, 319'018'000}, 0}); break;
      default: break;
    }
    at_ms += step_ms;
  }
  return drawn;
}

inline constexpr std::uint32_t kMmsi = 413'000'001;

inline std::vector<DetectedStay> stays_of(const std::vector<Fix>& given, StaySettings settings = {}) {
  const auto fences = two_berths();
  const FenceIndex index{fences};
  StayFinder finder{index, settings};
  for (const auto& fix : given) finder.take(kMmsi, fix);
  return finder.finish();
}

inline std::int64_t minute(std::int64_t at_ms) { return (at_ms - kStartMs) / kMinuteMs; }

}  // namespace quaywatt::gis::test
