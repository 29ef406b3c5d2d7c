#include "domain/emissions/propulsion.h"

#include <algorithm>
#include <cmath>

#include "domain/emissions/low_load.h"

namespace quaywatt::domain {

double unlimited_load(double speed_kn, double reference_speed_kn, double margin_percent, double draught_factor) {
  return draught_factor * std::pow(speed_kn / reference_speed_kn, 3) * ((100 + margin_percent) / 100);
}

double limited_load(double speed_kn, double unlimited) {
  return speed_kn == 0 ? 0 : std::clamp(unlimited, kMinimumLoad, 1.0);
}

double admiralty_factor(double draught_m, double max_draught_m) {
  return std::pow(draught_m / max_draught_m, 2.0 / 3.0);
}

Mode mode_of(Area area, double speed_kn, double load) {
  if (area == Area::anchorage && speed_kn <= kAnchorageSpeedKn) return Mode::anchorage;
  if (area == Area::berth && speed_kn <= kBerthSpeedKn) return Mode::berth;
  if (speed_kn > kBerthSpeedKn && load <= kLowLoad) return Mode::manoeuvring;
  return load > kLowLoad ? Mode::transit : Mode::anchorage;
}

}  // namespace quaywatt::domain
