#include "domain/emissions/vessel_engines.h"

#include "domain/emissions/engine_emissions.h"

namespace quaywatt::domain {
namespace {

EngineOrRefusal engine_of(const FactorSet& factors, const VesselParticulars& vessel, EngineGroup group, Zone zone,
                          EngineType type, Tier tier, std::optional<double> rpm, EmissionRefusal missing) {
  // Engines of unknown age count as the oldest, as their tier does.
  const int built = vessel.built.known_year().value_or(kMinBuildYear);
  const EngineFactors* found = factors.find_engine(group, zone, type, built);
  if (!found) return missing;
  const std::optional<double> nox = nox_factor(factors, *found, type, tier, rpm);
  if (!nox) return missing;
  return RunningEngine{type, found, *nox};
}

}  // namespace

Tier main_tier(const FactorSet& factors, const VesselParticulars& vessel) {
  const EngineType type = vessel.main_engine.value_or(EngineType::msd);
  return tier_of(factors.settings().tier_rule, {type, vessel.main_certified, vessel.mcr_kw}, vessel.built);
}

Tier aux_tier(const FactorSet& factors, const VesselParticulars& vessel) {
  const EngineType type = aux_type(factors, vessel).value_or(EngineType::hsd);
  return tier_of(factors.settings().tier_rule, {type, vessel.aux_certified, vessel.aux_rated_kw}, vessel.built);
}

std::optional<EngineType> aux_type(const FactorSet& factors, const VesselParticulars& vessel) {
  return vessel.aux_engine ? vessel.aux_engine : factors.settings().default_aux_engine;
}

EngineOrRefusal main_engine_at(const FactorSet& factors, const VesselParticulars& vessel, Zone zone, double load) {
  if (!vessel.main_engine) return EmissionRefusal::main_engine_unknown;
  const Tier tier = tier_at_load(main_tier(factors, vessel), load);
  return engine_of(factors, vessel, EngineGroup::propulsion, zone, *vessel.main_engine, tier, vessel.main_rpm,
                   EmissionRefusal::no_main_factor);
}

EngineOrRefusal aux_engine(const FactorSet& factors, const VesselParticulars& vessel, Zone zone) {
  const std::optional<EngineType> type = aux_type(factors, vessel);
  if (!type) return EmissionRefusal::aux_engine_unknown;
  return engine_of(factors, vessel, EngineGroup::auxiliary, zone, *type, aux_tier(factors, vessel), vessel.aux_rpm,
                   EmissionRefusal::no_aux_factor);
}

EngineOrRefusal boiler(const FactorSet& factors, const VesselParticulars& vessel, Zone zone) {
  return engine_of(factors, vessel, EngineGroup::boiler, zone, EngineType::boiler, Tier::t0, std::nullopt,
                   EmissionRefusal::no_boiler_factor);
}

}  // namespace quaywatt::domain
