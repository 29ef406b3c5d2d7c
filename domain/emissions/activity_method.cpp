#include "domain/emissions/activity_method.h"

#include "domain/emissions/engine_emissions.h"
#include "domain/emissions/hotel_power.h"
#include "domain/emissions/propulsion.h"
#include "domain/emissions/vessel_engines.h"

namespace quaywatt::domain {
namespace {

/// Where area and speed decide the mode alone, so that a vessel lying still needs no reference speed.
bool lies_still(Area area, double speed_kn) {
  return speed_kn == 0 || (area == Area::anchorage && speed_kn <= kAnchorageSpeedKn) ||
         (area == Area::berth && speed_kn <= kBerthSpeedKn);
}

class IntervalEmissions {
 public:
  IntervalEmissions(const FactorSet& factors, const ActivitySettings& settings, const ActivityInterval& interval)
      : factors_(factors), settings_(settings), interval_(interval), vessel_(interval.vessel) {}

  std::variant<ActivityResult, EmissionRefusal> compute() {
    std::variant<ActivityResult, EmissionRefusal> outcome;  // filled in place, for millions of rows
    result_ = &std::get<ActivityResult>(outcome);
    using Step = std::optional<EmissionRefusal> (IntervalEmissions::*)();
    for (Step step : {&IntervalEmissions::take_bin, &IntervalEmissions::take_motion,
                      &IntervalEmissions::take_hotel_power, &IntervalEmissions::add_propulsion,
                      &IntervalEmissions::add_auxiliary, &IntervalEmissions::add_boiler})
      if (const auto refusal = (this->*step)()) return *refusal;
    return outcome;
  }

 private:
  std::optional<EmissionRefusal> take_bin() {
    if (interval_.connected_hours > interval_.hours) return EmissionRefusal::connected_longer_than_interval;
    result_->bin = find_bin(factors_, vessel_);
    if (!result_->bin) return EmissionRefusal::size_unknown;
    if (!vessel_.sizes[factors_.ship_classes()[vessel_.ship_class].size_unit])
      result_->assumptions.add(Assumption::single_bin_size_unknown);
    if (!vessel_.built.known_year()) result_->assumptions.add(Assumption::build_year_unknown);
    if (interval_.year && *interval_.year < static_cast<int>(factors_.settings().valid_from.year()))
      result_->assumptions.add(Assumption::before_validity);
    result_->tier = main_tier(factors_, vessel_);
    result_->aux_tier = aux_tier(factors_, vessel_);
    return std::nullopt;
  }

  std::optional<EmissionRefusal> take_motion() {
    if (interval_.in_stay) {
      result_->mode = Mode::berth;
      if (interval_.speed_kn.value_or(0) > kBerthSpeedKn) result_->assumptions.add(Assumption::speed_ignored_in_stay);
      return std::nullopt;
    }
    if (!interval_.speed_kn) return EmissionRefusal::speed_unknown;
    if (!interval_.area) result_->assumptions.add(Assumption::area_unknown);
    const Area area = interval_.area.value_or(Area::none);
    if (!lies_still(area, *interval_.speed_kn)) return take_load(area);
    result_->mode = mode_of(area, *interval_.speed_kn, 0);
    return std::nullopt;
  }

  std::optional<EmissionRefusal> take_load(Area area) {
    const std::optional<double> reference = reference_speed();
    if (!reference) return EmissionRefusal::reference_speed_unknown;
    double draught_factor = 1;
    if (settings_.power_law == PowerLaw::admiralty) {
      if (!interval_.draught_m || !interval_.max_draught_m) return EmissionRefusal::draught_unknown;
      draught_factor = admiralty_factor(*interval_.draught_m, *interval_.max_draught_m);
    }
    const double unlimited = unlimited_load(*interval_.speed_kn, *reference, settings_.margin_percent, draught_factor);
    const double load = limited_load(*interval_.speed_kn, unlimited);
    result_->mode = mode_of(area, *interval_.speed_kn, load);
    if (!is_under_way(result_->mode)) return std::nullopt;
    if (!vessel_.mcr_kw) return EmissionRefusal::mcr_unknown;
    if (unlimited > 1) result_->assumptions.add(Assumption::load_held_at_full);
    if (unlimited < kMinimumLoad) result_->assumptions.add(Assumption::load_held_at_minimum);
    result_->load = load;
    result_->propulsion_kw = *vessel_.mcr_kw * load;
    return std::nullopt;
  }

  std::optional<double> reference_speed() {
    if (interval_.reference_speed_kn || !interval_.service_speed_kn) return interval_.reference_speed_kn;
    result_->assumptions.add(Assumption::reference_from_service);
    return reference_speed_from_service(*interval_.service_speed_kn);
  }

  std::optional<EmissionRefusal> take_hotel_power() {
    const auto power = hotel_power(factors_, *result_->bin, vessel_.mcr_kw, result_->mode);
    if (!power) return EmissionRefusal::mcr_unknown;
    result_->aux_kw = power->aux_kw;
    result_->boiler_kw = power->boiler_kw;
    return std::nullopt;
  }

  std::optional<EmissionRefusal> add_propulsion() {
    if (result_->propulsion_kw == 0) return std::nullopt;
    const EngineOrRefusal engine = main_engine_at(factors_, vessel_, interval_.zone, result_->load);
    if (const auto* refusal = std::get_if<EmissionRefusal>(&engine)) return *refusal;
    const auto& running = std::get<RunningEngine>(engine);
    const double energy_kwh = result_->propulsion_kw * interval_.hours;
    put(EngineGroup::propulsion, energy_kwh,
        propulsion_emissions(*running.factors, running.type, factors_.low_load(interval_.zone), running.nox_g_kwh,
                             result_->load, energy_kwh));
    return std::nullopt;
  }

  std::optional<EmissionRefusal> add_auxiliary() {
    if (result_->aux_kw == 0) return std::nullopt;
    if (!vessel_.aux_engine && factors_.settings().default_aux_engine)
      result_->assumptions.add(Assumption::aux_engine_default);
    const double off_hours = result_->mode == Mode::berth ? interval_.connected_hours : 0;
    return add_steady(EngineGroup::auxiliary, aux_engine(factors_, vessel_, interval_.zone),
                      result_->aux_kw * (interval_.hours - off_hours));
  }

  std::optional<EmissionRefusal> add_boiler() {
    if (result_->boiler_kw == 0) return std::nullopt;
    return add_steady(EngineGroup::boiler, boiler(factors_, vessel_, interval_.zone),
                      result_->boiler_kw * interval_.hours);
  }

  std::optional<EmissionRefusal> add_steady(EngineGroup group, const EngineOrRefusal& engine, double energy_kwh) {
    if (const auto* refusal = std::get_if<EmissionRefusal>(&engine)) return *refusal;
    const auto& running = std::get<RunningEngine>(engine);
    put(group, energy_kwh, steady_emissions(*running.factors, running.nox_g_kwh, energy_kwh));
    return std::nullopt;
  }

  void put(EngineGroup group, double energy_kwh, const Masses& grams) {
    result_->emissions.energy_kwh[group] = energy_kwh;
    result_->emissions.grams[group] = grams;
  }

  const FactorSet& factors_;
  const ActivitySettings& settings_;
  const ActivityInterval& interval_;
  const VesselParticulars& vessel_;
  ActivityResult* result_ = nullptr;  ///< in compute() only
};

}  // namespace

std::variant<ActivityResult, EmissionRefusal> emissions_of(const FactorSet& factors, const ActivitySettings& settings,
                                                           const ActivityInterval& interval) {
  return IntervalEmissions(factors, settings, interval).compute();
}

}  // namespace quaywatt::domain
