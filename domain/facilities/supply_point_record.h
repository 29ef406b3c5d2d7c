#pragma once
// What the register knows of one supply point: how it came to be in use, who inspected it, when it was out of service.

#include <optional>
#include <string>
#include <vector>

#include "domain/registers/dated.h"
#include "domain/rules/stay_facts.h"

namespace quaywatt::domain {

enum class BerthUse { in_use, idle, demolished };

/// CN-MOT-MEASURES art. 8: before a supply point is used it is inspected by its operator, a high-voltage one by a
/// qualified body.
struct Inspection {
  Date on;
  std::optional<Date> valid_until;  ///< that day included; empty: without a term
  std::string inspector;            ///< company id
};

struct Outage {
  Instant from{};
  std::optional<Instant> to;  ///< empty: still out of service; not before `from`
};

struct SupplyPointRecord {
  std::string id;
  std::string operating_company;
  Dated<ElectricalParameters> parameters;
  std::optional<Date> commissioned_on;
  std::optional<Date> withdrawn_on;     ///< the first day without it
  std::vector<Inspection> inspections;  ///< in any order
  std::vector<Outage> outages;          ///< in any order, may overlap
  Dated<BerthUse> berth_use;            ///< of its berth; no value: in use
};

}  // namespace quaywatt::domain
