#include "gis/speed_estimate.h"

#include <algorithm>

namespace quaywatt::gis {
namespace {

constexpr std::int64_t kBaselineMs = 60'000;
constexpr double kJitterM = 8.0;   ///< of a receiver at rest between two fixes

}  // namespace

double SpeedEstimate::knots(const Fix& fix) const {
  if (fix.sog_ckn != kSpeedUnknown) return fix.sog_ckn / 100.0;
  if (known_ == 0) return 0.0;
  const Fix& from = known_ == 1 || fix.at_ms - newer_.at_ms >= kBaselineMs ? newer_ : older_;
  if (fix.at_ms <= from.at_ms) return 0.0;
  const double elapsed_s = static_cast<double>(fix.at_ms - from.at_ms) / 1000.0;
  return std::max(0.0, distance_m(from.at, fix.at) - kJitterM) / elapsed_s / kMetresPerSecondPerKnot;
}

void SpeedEstimate::note(const Fix& fix) {
  if (known_ > 0 && fix.at_ms - newer_.at_ms < kBaselineMs) return;
  older_ = newer_;
  newer_ = fix;
  known_ = static_cast<std::uint8_t>(std::min(known_ + 1, 2));
}

}  // namespace quaywatt::gis
