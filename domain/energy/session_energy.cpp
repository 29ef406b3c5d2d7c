#include "domain/energy/session_energy.h"

#include <algorithm>
#include <array>

#include "domain/energy/register_step.h"
#include "domain/energy/saturated_sum.h"

namespace quaywatt::domain {

namespace {

constexpr Millis kGap{15 * 60 * 1000};

/// Of registers nobody described: no digits, so a fall is never taken for a rollover.
const MeterTraits kUnknownMeter{.meter = {}, .digits = 0};

/// Follows the meters in their order of service.
class Service {
 public:
  explicit Service(const std::vector<MeterTraits>& meters) : meters_(meters) {}

  const MeterTraits& of(const std::string& meter) const {
    if (now_ < meters_.size() && meters_[now_].meter == meter) return meters_[now_];
    const auto known = std::ranges::find(meters_, meter, &MeterTraits::meter);
    return known == meters_.end() ? kUnknownMeter : *known;
  }

  /// Whether the change to `meter` was recorded; the service moves on then.
  bool hand_over(const std::string& from, const std::string& to) {
    for (std::size_t i = now_; i + 1 < meters_.size(); ++i) {
      if (meters_[i].meter != from || meters_[i + 1].meter != to) continue;
      now_ = i + 1;
      return true;
    }
    return false;
  }

  /// After a hand-over: whether the register handed over was read for the last time.
  bool final_was_read() const { return now_ == 0 || meters_[now_ - 1].final_read; }

 private:
  const std::vector<MeterTraits>& meters_;
  std::size_t now_ = 0;
};

/// A single reading off the curve: the one after it continues where the one before it was. A rise must also be taken
/// back, else it happened; a fall need not be, so that a glitch to zero is never counted up again.
bool is_spike(const RegisterPoint& before, const RegisterPoint& point, const RegisterPoint& after,
              const MeterTraits& meter) {
  if (before.meter != point.meter || before.meter != after.meter) return false;
  const RegisterStep step = register_step(before, point, meter);
  if (step.continuous() || !register_step(before, after, meter).continuous()) return false;
  return step.kind != StepKind::implausible || !register_step(point, after, meter).continuous();
}

std::vector<RegisterPoint> without_spikes(const std::vector<RegisterPoint>& points, const Service& service,
                                          std::set<EnergyNote>& notes) {
  std::vector<RegisterPoint> kept;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool inside = !kept.empty() && i + 1 < points.size();
    if (inside && is_spike(kept.back(), points[i], points[i + 1], service.of(kept.back().meter))) {
      notes.insert(EnergyNote::spike);
    } else {
      kept.push_back(points[i]);
    }
  }
  return kept;
}

std::optional<EnergyNote> note_of(StepKind kind) {
  switch (kind) {
    case StepKind::forward: return std::nullopt;
    case StepKind::slight_fall: return EnergyNote::small_step_back;
    case StepKind::rollover: return EnergyNote::rollover;
    case StepKind::reset: return EnergyNote::reset;
    case StepKind::jump: return EnergyNote::unrecorded_exchange;
    case StepKind::implausible: return EnergyNote::implausible_step;
    case StepKind::ratio_changed: return EnergyNote::ratio_changed;
  }
  return std::nullopt;
}

/// Adds up a curve step by step.
class Tally {
 public:
  explicit Tally(Service service) : service_(service) {}

  void step(const RegisterPoint& from, const RegisterPoint& to) {
    add_time(from, to);
    if (from.meter != to.meter && service_.hand_over(from.meter, to.meter)) {
      total.notes.insert(EnergyNote::meter_exchanged);
      if (!service_.final_was_read()) total.notes.insert(EnergyNote::no_end_reading);
      end_segment(from);
      return;
    }
    const RegisterStep taken = register_step(from, to, service_.of(from.meter));
    if (const auto note = note_of(taken.kind)) total.notes.insert(*note);
    total.energy = add_saturated(total.energy, taken.energy);
    if (taken.continuous()) {
      in_segment_ = true;
    } else {
      end_segment(from);
    }
  }

  /// A segment of a single reading has no edges: nothing was computed from it.
  void end_segment(const RegisterPoint& last) {
    if (!in_segment_) return;
    const WattHours step = service_.of(last.meter).resolution;
    total.uncertainty = add_saturated(total.uncertainty, step + step);
    in_segment_ = false;
  }

  SessionEnergy total;

 private:
  void add_time(const RegisterPoint& from, const RegisterPoint& to) {
    const auto time = elapsed(from, to);
    if (!time) {
      total.notes.insert(EnergyNote::time_uncertain);
      return;
    }
    total.connected_ms += time->count();
    if (*time > kGap) total.notes.insert(EnergyNote::gap);
  }

  Service service_;
  bool in_segment_ = false;
};

}  // namespace

SessionEnergy session_energy(const std::vector<RegisterPoint>& points, const std::vector<MeterTraits>& meters,
                             bool end_reading_present) {
  const Service service(meters);
  std::set<EnergyNote> notes;
  const auto curve = without_spikes(points, service, notes);
  Tally tally(service);
  for (std::size_t i = 1; i < curve.size(); ++i) tally.step(curve[i - 1], curve[i]);
  if (!curve.empty()) tally.end_segment(curve.back());
  SessionEnergy& total = tally.total;
  total.notes.merge(notes);
  if (curve.empty() || !end_reading_present) total.notes.insert(EnergyNote::no_end_reading);
  total.energy = std::max(total.energy, WattHours{0});
  return total;
}

std::string_view note_name(EnergyNote note) {
  switch (note) {
    case EnergyNote::rollover: return "rollover";
    case EnergyNote::meter_exchanged: return "meter_exchanged";
    case EnergyNote::small_step_back: return "small_step_back";
    case EnergyNote::reset: return "reset";
    case EnergyNote::unrecorded_exchange: return "unrecorded_exchange";
    case EnergyNote::implausible_step: return "implausible_step";
    case EnergyNote::spike: return "spike";
    case EnergyNote::gap: return "gap";
    case EnergyNote::no_end_reading: return "no_end_reading";
    case EnergyNote::time_uncertain: return "time_uncertain";
    case EnergyNote::ratio_changed: return "ratio_changed";
    case EnergyNote::over_rating: return "over_rating";
    case EnergyNote::stuck: return "stuck";
    case EnergyNote::reverse_energy: return "reverse_energy";
    case EnergyNote::calibration_expired: return "calibration_expired";
    case EnergyNote::seal_differs: return "seal_differs";
    case EnergyNote::joint_meter: return "joint_meter";
  }
  return "";
}

bool needs_review(EnergyNote note) {
  constexpr std::array kReviewed = {EnergyNote::reset,         EnergyNote::unrecorded_exchange,
                                    EnergyNote::implausible_step, EnergyNote::ratio_changed,
                                    EnergyNote::over_rating,   EnergyNote::stuck,
                                    EnergyNote::joint_meter};
  return std::ranges::find(kReviewed, note) != kReviewed.end();
}

}  // namespace quaywatt::domain
