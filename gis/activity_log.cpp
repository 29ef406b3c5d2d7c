#include "gis/activity_log.h"

#include <algorithm>
#include <cmath>

namespace quaywatt::gis {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr double kStillMaxKn = 1.0;   ///< as the inventory's mode: above 1 kn a vessel manoeuvres

/// Speed over the step: what is reported at its ends, else what was made good.
double step_speed_kn(const Fix& from, const Fix& to, double made_good_m) {
  const bool from_says = from.sog_ckn != kSpeedUnknown;
  const bool to_says = to.sog_ckn != kSpeedUnknown;
  if (from_says && to_says) return (from.sog_ckn + to.sog_ckn) / 200.0;
  if (from_says || to_says) return (from_says ? from.sog_ckn : to.sog_ckn) / 100.0;
  return made_good_m / (static_cast<double>(to.at_ms - from.at_ms) / 1000.0) / kMetresPerSecondPerKnot;
}

}  // namespace

void ActivityLog::take(const Fix& fix, FenceNo berth, bool doubtful, const Waterways* waters,
                       const StaySettings& settings, std::vector<ActivityInterval>& closed) {
  if (fix.coarse) return;
  if (last_ && fix.at_ms <= last_->at_ms) return;
  const WaterPlace place = waters == nullptr ? WaterPlace{} : waters->find(fix.at);
  if (last_ && !doubtful) add_step(*last_, fix, berth, place, settings, closed);
  else close(closed);
  last_ = fix;
  berth_ = berth;
  place_ = place;
}

void ActivityLog::add_step(const Fix& from, const Fix& to, FenceNo berth, const WaterPlace& place,
                           const StaySettings& settings, std::vector<ActivityInterval>& closed) {
  const std::int64_t elapsed_ms = to.at_ms - from.at_ms;
  const bool alongside = berth_ != kNoFence && berth_ == berth;
  const double made_good_m = distance_m(from.at, to.at);
  const double made_good_kn =
      made_good_m / (static_cast<double>(elapsed_ms) / 1000.0) / kMetresPerSecondPerKnot;
  const bool silent = elapsed_ms > settings.gap_after.count();
  if ((silent && !alongside) || made_good_kn > settings.step_max_kn) return close(closed);

  const double speed_kn = alongside ? 0.0 : step_speed_kn(from, to, made_good_m);
  const Motion motion = alongside                 ? Motion::alongside
                        : speed_kn <= kStillMaxKn ? Motion::still
                                                  : Motion::under_way;
  OpenActivity what{.motion = motion, .waterway = place.waterway, .port_area = place.port_area,
                    .control_area = place.control_area, .berth = alongside ? berth : kNoFence,
                    .distance_m = alongside ? 0.0 : made_good_m};
  what.silence_max_ms = elapsed_ms;
  const bool same = open_ && open_->motion == what.motion && open_->waterway == what.waterway &&
                    open_->port_area == what.port_area && open_->control_area == what.control_area &&
                    open_->berth == what.berth && open_->to_ms == from.at_ms;
  if (!same) close(closed);
  const double metres_per_ms = what.distance_m / static_cast<double>(elapsed_ms);
  for (std::int64_t at_ms = from.at_ms; at_ms < to.at_ms;) {  // cut at the full hours
    const std::int64_t end_ms = std::min(to.at_ms, at_ms - at_ms % kHourMs + kHourMs);
    what.distance_m = metres_per_ms * static_cast<double>(end_ms - at_ms);
    what.fixes = end_ms == to.at_ms ? 1 : 0;
    add_span(at_ms, end_ms, what, speed_kn, closed);
    at_ms = end_ms;
  }
}

void ActivityLog::add_span(std::int64_t from_ms, std::int64_t to_ms, const OpenActivity& what, double speed_kn,
                           std::vector<ActivityInterval>& closed) {
  if (!open_) {
    open_ = what;
    open_->from_ms = from_ms;
  } else {
    open_->distance_m += what.distance_m;
    open_->fixes += what.fixes;
    open_->silence_max_ms = std::max(open_->silence_max_ms, what.silence_max_ms);
  }
  const auto span_ms = static_cast<double>(to_ms - from_ms);
  open_->to_ms = to_ms;
  open_->knot_ms += speed_kn * span_ms;
  open_->cubic_knot_ms += speed_kn * speed_kn * speed_kn * span_ms;
  if (to_ms % kHourMs == 0) close(closed);
}

void ActivityLog::close(std::vector<ActivityInterval>& closed) {
  if (!open_) return;
  const auto span_ms = static_cast<double>(open_->to_ms - open_->from_ms);
  closed.push_back({.from_ms = open_->from_ms, .to_ms = open_->to_ms, .motion = open_->motion,
                    .waterway = open_->waterway, .port_area = open_->port_area,
                    .control_area = open_->control_area, .berth = open_->berth, .distance_m = open_->distance_m,
                    .mean_speed_kn = open_->knot_ms / span_ms,
                    .cubic_speed_kn = std::cbrt(open_->cubic_knot_ms / span_ms), .fixes = open_->fixes,
                    .silence_max_ms = open_->silence_max_ms});
  open_.reset();
}

void ActivityLog::finish(std::vector<ActivityInterval>& closed) {
  close(closed);
  last_.reset();
}

void ActivityLog::forget_areas() {
  place_ = {};
  if (open_) open_->waterway = open_->port_area = kNoArea;
}

}  // namespace quaywatt::gis
