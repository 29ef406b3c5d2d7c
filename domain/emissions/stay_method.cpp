#include "domain/emissions/stay_method.h"

#include "domain/emissions/activity_method.h"

namespace quaywatt::domain {

std::variant<StayResult, EmissionRefusal> emissions_of(const FactorSet& factors, const BerthStay& stay) {
  ActivityInterval interval;
  interval.vessel = stay.vessel;
  interval.zone = stay.zone;
  interval.in_stay = true;
  interval.hours = stay.alongside_hours;
  interval.connected_hours = stay.connected_hours;
  const auto activity = emissions_of(factors, ActivitySettings{}, interval);
  if (const auto* refusal = std::get_if<EmissionRefusal>(&activity)) return *refusal;
  const auto& result = std::get<ActivityResult>(activity);
  return StayResult{result.bin,       result.aux_tier,  result.aux_kw,
                    result.boiler_kw, result.emissions, result.assumptions};
}

}  // namespace quaywatt::domain
