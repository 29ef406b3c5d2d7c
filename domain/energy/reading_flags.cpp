#include "domain/energy/reading_flags.h"

#include <algorithm>
#include <cstdlib>

#include "domain/energy/register_step.h"
#include "domain/time/shanghai.h"

namespace quaywatt::domain {

namespace {

constexpr int kStuckIntervals = 3;
constexpr std::int64_t kResolutionsToShow = 2;  ///< a register may keep back what does not fill its last digit
constexpr std::int64_t kCarriedPercent = 120;
constexpr std::int64_t kSecondsPerHour = 3'600;

const MeterTraits* traits_of(const std::vector<MeterTraits>& meters, const std::string& meter) {
  const auto found = std::ranges::find(meters, meter, &MeterTraits::meter);
  return found == meters.end() ? nullptr : &*found;
}

/// Whether the power at both ends would have moved the register of that resolution.
bool must_have_moved(const RegisterPoint& from, const RegisterPoint& to, WattHours resolution) {
  const auto time = elapsed(from, to);
  if (!time || !from.power || !to.power) return false;
  const std::int64_t watts = std::min({from.power->value, to.power->value, std::int64_t{1'000'000'000}});
  const std::int64_t seconds = std::min<std::int64_t>(time->count() / 1000, 1'000'000'000);
  return watts > 0 && watts * seconds / kSecondsPerHour >= kResolutionsToShow * resolution.value;
}

bool stuck(const std::vector<RegisterPoint>& points, const std::vector<MeterTraits>& meters) {
  int intervals = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const RegisterPoint& from = points[i - 1];
    const RegisterPoint& to = points[i];
    const MeterTraits* meter = traits_of(meters, to.meter);
    if (from.meter != to.meter || from.energy_forward != to.energy_forward) {
      intervals = 0;
    } else if (meter != nullptr && must_have_moved(from, to, meter->resolution)) {
      ++intervals;
    }
    if (intervals >= kStuckIntervals) return true;
  }
  return false;
}

bool over_rating(const RegisterPoint& point, const MeterTraits& meter) {
  if (!point.power || meter.rated_power.value <= 0) return false;
  return point.power->value / kCarriedPercent > meter.rated_power.value / 100;
}

bool fed_back(const RegisterPoint& from, const RegisterPoint& to) {
  return from.meter == to.meter && from.energy_reverse && to.energy_reverse &&
         *from.energy_reverse < *to.energy_reverse;
}

}  // namespace

std::set<EnergyNote> reading_flags(const std::vector<RegisterPoint>& points, const std::vector<MeterTraits>& meters) {
  std::set<EnergyNote> flags;
  if (stuck(points, meters)) flags.insert(EnergyNote::stuck);
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (fed_back(points[i - 1], points[i])) flags.insert(EnergyNote::reverse_energy);
  }
  for (const RegisterPoint& point : points) {
    const MeterTraits* meter = traits_of(meters, point.meter);
    if (meter == nullptr) continue;
    if (over_rating(point, *meter)) flags.insert(EnergyNote::over_rating);
    const bool expired = meter->calibrated_until && shanghai_date(point.at) > *meter->calibrated_until;
    if (expired) flags.insert(EnergyNote::calibration_expired);
    if (meter->seal_differs) flags.insert(EnergyNote::seal_differs);
  }
  return flags;
}

std::optional<Watts> flowing_power(std::optional<std::int64_t> power_w,
                                   const std::array<std::optional<std::int64_t>, 3>& voltage_mv,
                                   const std::array<std::optional<std::int64_t>, 3>& current_ma) {
  if (power_w) return Watts{*power_w};
  std::optional<Watts> power;
  for (std::size_t phase = 0; phase < voltage_mv.size(); ++phase) {
    if (!voltage_mv[phase] || !current_ma[phase]) continue;
    const std::int64_t volts = std::clamp<std::int64_t>(*voltage_mv[phase] / 1000, 0, 1'000'000);
    const std::int64_t milliamperes = std::clamp<std::int64_t>(*current_ma[phase], -1'000'000'000, 1'000'000'000);
    power = power.value_or(Watts{0}) + Watts{volts * milliamperes / 2000};
  }
  return power;
}

}  // namespace quaywatt::domain
