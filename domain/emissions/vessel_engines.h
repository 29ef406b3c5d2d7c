#pragma once
// The engines of a vessel with the factors that hold for them.

#include <optional>
#include <variant>

#include "domain/emissions/factor_set.h"
#include "domain/emissions/refusal.h"
#include "domain/emissions/vessel_particulars.h"

namespace quaywatt::domain {

struct RunningEngine {
  EngineType type{};
  const EngineFactors* factors = nullptr;  ///< lives as long as the factor set
  double nox_g_kwh = 0;
};

using EngineOrRefusal = std::variant<RunningEngine, EmissionRefusal>;

/// Tier of the main engine; a vessel whose engine type is unknown counts as a diesel.
Tier main_tier(const FactorSet& factors, const VesselParticulars& vessel);

/// Tier of the auxiliary engines, judged by their own type and certificate, never by the main engine's.
Tier aux_tier(const FactorSet& factors, const VesselParticulars& vessel);

/// The auxiliary engine type, or the factor set's default for unknown ones.
std::optional<EngineType> aux_type(const FactorSet& factors, const VesselParticulars& vessel);

/// The main engine at `load`: a tier III engine below 25 % has the factors of tier II.
EngineOrRefusal main_engine_at(const FactorSet& factors, const VesselParticulars& vessel, Zone zone, double load);

EngineOrRefusal aux_engine(const FactorSet& factors, const VesselParticulars& vessel, Zone zone);

EngineOrRefusal boiler(const FactorSet& factors, const VesselParticulars& vessel, Zone zone);

}  // namespace quaywatt::domain
