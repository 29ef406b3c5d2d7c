#pragma once
// Stays method: the emissions of one stay at a berth are hours alongside x auxiliary and boiler load by table.
// While connected to shore power the auxiliary is off and boilers stay on; what the connection avoided is a line of its
// own (shore_power.h) and is never subtracted from this.

#include <variant>

#include "domain/emissions/group_emissions.h"
#include "domain/emissions/refusal.h"
#include "domain/emissions/vessel_particulars.h"

namespace quaywatt::domain {

struct BerthStay {
  VesselParticulars vessel;
  Zone zone = Zone::eca;
  double alongside_hours = 0;
  double connected_hours = 0;
};

struct StayResult {
  const LoadBin* bin = nullptr;  ///< lives as long as the factor set
  Tier aux_tier = Tier::t0;
  double aux_kw = 0;             ///< while not connected
  double boiler_kw = 0;
  GroupEmissions emissions;      ///< propulsion is 0
  Assumptions assumptions;
};

std::variant<StayResult, EmissionRefusal> emissions_of(const FactorSet& factors, const BerthStay& stay);

}  // namespace quaywatt::domain
