#include "domain/energy/hourly_energy.h"

#include <algorithm>
#include <utility>

#include "domain/energy/register_step.h"
#include "domain/energy/saturated_sum.h"

namespace quaywatt::domain {

namespace {

__extension__ using Wide = __int128;

constexpr Millis kHour{3'600'000};
constexpr Millis kProfileMax{15 * 60 * 1000};
/// Clocks that claim a longer silence are not spread over years of hours.
constexpr Millis kSpreadMax{400LL * 24 * 3'600'000};

Instant hour_of(Instant at) { return std::chrono::floor<std::chrono::hours>(at); }

WattHours share(WattHours whole, Millis part, Millis span) {
  return WattHours{static_cast<std::int64_t>(Wide{whole.value} * part.count() / span.count())};
}

void add(EnergyHours& hours, const std::string& supply_point, Instant hour, const EnergyPart& part) {
  if (part == EnergyPart{}) return;
  EnergyPart& sum = hours[{supply_point, hour}];
  sum = sum + part;
}

/// Shares `whole` over the `span` that ended at `end`. A step up to the full hour lies in the hour that ended then.
void spread(EnergyHours& hours, const std::string& supply_point, const EnergyPart& whole, Millis span, Instant end) {
  const Instant begin = end - span;
  const Instant last = hour_of(std::max(begin, end - Millis{1}));
  const bool estimated = span > kProfileMax && hour_of(begin) < last;
  EnergyPart given;
  for (Instant hour = hour_of(begin); hour <= last; hour += kHour) {
    const Millis gone = hour + kHour - begin;
    EnergyPart part = whole;
    if (hour < last) part = {share(whole.energy, gone, span), share(whole.unexplained, gone, span), {}, 0};
    part.energy -= given.energy;
    part.unexplained -= given.unexplained;
    given.energy += part.energy;
    given.unexplained += part.unexplained;
    if (estimated) part.estimated = part.energy;
    add(hours, supply_point, hour, part);
  }
}

/// Of an unknown duration.
void add_at(EnergyHours& hours, const std::string& supply_point, EnergyPart whole, Instant end) {
  whole.estimated = whole.energy;
  add(hours, supply_point, hour_of(end), whole);
}

/// What was proven since the last trusted clock goes into its hours, now that `reading` knows the time.
void settle(EnergyCurve& curve, const CurveReading& reading, EnergyHours& hours) {
  const RegisterPoint& end = reading.point;
  if (!end.clock_trusted) return;
  const EnergyPart whole = std::exchange(curve.untimed, {});
  const auto span = curve.timed ? elapsed(*curve.timed, end) : std::nullopt;
  if (span && *span <= kSpreadMax) {
    spread(hours, reading.supply_point, whole, *span, end.at);
  } else {
    add_at(hours, reading.supply_point, whole, end.at);
  }
  curve.timed = end;
}

/// A reading that goes on from no other one.
void begin(EnergyCurve& curve, const CurveReading& reading, EnergyHours& hours) {
  if (curve.last) {
    if (curve.suspect) ++curve.untimed.left_out;
    const Instant known = curve.timed ? curve.timed->at : reading.point.at;
    add_at(hours, curve.last->supply_point, curve.untimed, known);
  }
  const auto digits = reading.installed_digits ? reading.installed_digits : curve.digits;
  curve = {};
  curve.digits = digits;
  curve.last = reading;
  if (reading.point.clock_trusted) curve.timed = reading.point;
}

void move_on(EnergyCurve& curve, const CurveReading& reading, const RegisterStep& step, EnergyHours& hours) {
  EnergyPart proven;
  proven.energy = step.energy;
  const bool in_session = reading.session && reading.session == curve.last->session;
  if (!in_session) proven.unexplained = step.energy;
  if (!step.continuous()) proven.left_out = 1;
  curve.untimed = curve.untimed + proven;
  settle(curve, reading, hours);
  curve.last = reading;
}

/// The same rule as a session's (session_energy.cpp): the reading after the suspect is on the curve again; a rise must
/// also be taken back, else it happened.
bool is_spike(const EnergyCurve& curve, const CurveReading& next, const MeterTraits& meter) {
  const RegisterPoint& before = curve.last->point;
  const RegisterPoint& point = curve.suspect->point;
  if (!register_step(before, next.point, meter).continuous()) return false;
  return register_step(before, point, meter).kind != StepKind::implausible ||
         !register_step(point, next.point, meter).continuous();
}

void clear_suspect(EnergyCurve& curve, const CurveReading& next, const MeterTraits& meter, EnergyHours& hours) {
  if (!curve.suspect) return;
  const bool spike = is_spike(curve, next, meter);
  const CurveReading suspect = *std::exchange(curve.suspect, std::nullopt);
  if (!spike) move_on(curve, suspect, register_step(curve.last->point, suspect.point, meter), hours);
}

}  // namespace

EnergyPart operator+(const EnergyPart& a, const EnergyPart& b) {
  return {add_saturated(a.energy, b.energy), add_saturated(a.unexplained, b.unexplained),
          add_saturated(a.estimated, b.estimated), a.left_out + b.left_out};
}

void add_reading(EnergyCurve& curve, const CurveReading& reading, MeterTraits meter, EnergyHours& hours) {
  meter.digits = curve.digits.value_or(meter.digits);
  const bool goes_on = curve.last && curve.last->supply_point == reading.supply_point && !reading.installed_digits;
  if (!goes_on) return begin(curve, reading, hours);
  clear_suspect(curve, reading, meter, hours);
  const RegisterStep step = register_step(curve.last->point, reading.point, meter);
  if (step.continuous()) {
    move_on(curve, reading, step, hours);
  } else {
    curve.suspect = reading;
  }
}

}  // namespace quaywatt::domain
