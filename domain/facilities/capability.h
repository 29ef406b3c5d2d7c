#pragma once
// Is this supply point able to feed a vessel at this instant, and is this vessel able to be fed? The one answer that
// judging, coverage, the terminal and the public list all use.

#include <optional>
#include <string_view>
#include <vector>

#include "domain/facilities/supply_point_record.h"

namespace quaywatt::domain {

/// Why not, in order of precedence: the first that fits is given.
enum class Shortfall {
  berth_not_in_use,
  not_commissioned,
  withdrawn,
  not_inspected,
  inspected_by_own_operator,  ///< high voltage wants a qualified body
  inspection_lapsed,
  out_of_service,
  facility_not_surveyed       ///< of a vessel: installed, but no survey vouches for it
};

/// Which article stands behind a shortfall, and what counts as high voltage. Data, like every rule.
struct CapabilityRules {
  std::int64_t high_voltage_above_v = 0;
  std::string_view inspection_source;  ///< not_inspected, inspected_by_own_operator, inspection_lapsed
  std::string_view survey_source;      ///< facility_not_surveyed
  std::string_view supply_source;      ///< every other
};

/// CN-MOT-MEASURES art. 8, 9 and 15; high voltage is above 1 kV AC (GB/T 2900.50).
const CapabilityRules& cn_capability_rules();

struct Capability {
  std::optional<Shortfall> shortfall;          ///< empty: capable
  std::string_view source;                     ///< of the shortfall; empty when capable
  std::optional<Inspection> resting_on;        ///< the inspection that vouches for it, when capable
  bool capable() const { return !shortfall; }
};

/// Dates are those of Asia/Shanghai at `at`; inspected on that day counts. Voltage unknown: taken for low.
Capability capability_at(const SupplyPointRecord& point, Instant at, const CapabilityRules& rules);

/// A vessel's receiving facility on the day of arrival; surveyed on that day counts.
Capability capability_on(const ReceivingFacility& facility, Date day, const CapabilityRules& rules);

}  // namespace quaywatt::domain
