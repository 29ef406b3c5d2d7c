#include "domain/facilities/capability.h"

#include <algorithm>

#include "domain/time/shanghai.h"

namespace quaywatt::domain {
namespace {

bool is_high_voltage(const SupplyPointRecord& point, Date day, const CapabilityRules& rules) {
  const auto* parameters = point.parameters.on(day);
  return parameters && parameters->voltage_v && *parameters->voltage_v > rules.high_voltage_above_v;
}

bool in_term(const Inspection& inspection, Date day) {
  return !inspection.valid_until || day <= *inspection.valid_until;
}

/// The shortfall of the inspections, or the newest one that vouches for the supply point.
Capability inspected(const SupplyPointRecord& point, Date day, const CapabilityRules& rules) {
  const bool own_counts = !is_high_voltage(point, day, rules);
  const Inspection* newest = nullptr;
  bool any = false;
  bool any_that_counts = false;
  for (const auto& inspection : point.inspections) {
    if (inspection.on > day) continue;
    any = true;
    if (!own_counts && inspection.inspector == point.operating_company) continue;
    any_that_counts = true;
    if (in_term(inspection, day) && (!newest || inspection.on > newest->on)) newest = &inspection;
  }
  if (newest) return {{}, {}, *newest};
  const auto shortfall = !any               ? Shortfall::not_inspected
                         : !any_that_counts ? Shortfall::inspected_by_own_operator
                                            : Shortfall::inspection_lapsed;
  return {shortfall, rules.inspection_source, {}};
}

bool out_of_service(const SupplyPointRecord& point, Instant at) {
  return std::ranges::any_of(point.outages, [&](const Outage& outage) {
    return outage.from <= at && (!outage.to || at < *outage.to);
  });
}

std::optional<Shortfall> not_there(const SupplyPointRecord& point, Date day) {
  const auto* use = point.berth_use.on(day);
  if (use && *use != BerthUse::in_use) return Shortfall::berth_not_in_use;
  if (!point.commissioned_on || *point.commissioned_on > day) return Shortfall::not_commissioned;
  if (point.withdrawn_on && *point.withdrawn_on <= day) return Shortfall::withdrawn;
  return std::nullopt;
}

}  // namespace

const CapabilityRules& cn_capability_rules() {
  static constexpr CapabilityRules rules{
      1000, "CN-MOT-MEASURES art.8", "CN-MOT-MEASURES art.9", "CN-MOT-MEASURES art.15"};
  return rules;
}

Capability capability_at(const SupplyPointRecord& point, Instant at, const CapabilityRules& rules) {
  const Date day = shanghai_date(at);
  if (const auto shortfall = not_there(point, day)) return {shortfall, rules.supply_source, {}};
  auto capability = inspected(point, day, rules);
  if (capability.capable() && out_of_service(point, at)) {
    return {Shortfall::out_of_service, rules.supply_source, {}};
  }
  return capability;
}

Capability capability_on(const ReceivingFacility& facility, Date day, const CapabilityRules& rules) {
  if (facility.surveyed_on && *facility.surveyed_on <= day) return {};
  return {Shortfall::facility_not_surveyed, rules.survey_source, {}};
}

}  // namespace quaywatt::domain
