#pragma once
// What a rule set says of one stay.

#include <optional>
#include <string>
#include <vector>

#include "domain/units.h"

namespace quaywatt::domain {

enum class Duty { required, not_required, under_review };

/// In order of precedence: the first that fits. `insufficient_data` stands where the question it cannot answer
/// stands: reach with `no_supply`, time with `below_threshold`.
enum class Outcome {
  before_rule,            ///< no rule in force for these waters on the day of arrival
  exempt_liquid_cargo,
  no_generator,
  encouraged_use,         ///< used without being obliged
  not_a_port_berth,
  no_receiving_facility,  ///< none, or not surveyed by the day of arrival
  no_supply,              ///< none, not inspected, out of reach or taken by others
  insufficient_data,
  below_threshold,
  alternative,
  needs_review,
  compliant,
  compliant_partial,
  excused,
  not_connected           ///< a suspicion; a named officer confirms, excuses or withdraws it
};

/// Who is to answer.
enum class Responsible { vessel, terminal, unclear, nobody };

/// Remarks that ride along; in alphabetical order, which is the order they are given in.
enum class Finding {
  berth_without_supply,
  evidence_missing,
  new_build_without_receiving_facility,
  retrofit_overdue,
  supply_mismatch,
  supply_not_inspected,
  supply_occupied,
  terminal_did_not_report,
  terminal_did_not_supply,
  tonnage_unknown
};

/// One stay's part in a usage rate; absent where the stay does not enter the denominator.
struct UsageShare {
  int denominator = 0;
  int numerator = 0;  ///< 0 or 1, never more than the denominator
  bool operator==(const UsageShare&) const = default;
};

struct Assessment {
  Duty duty = Duty::not_required;
  Outcome outcome = Outcome::before_rule;
  Responsible responsible = Responsible::nobody;
  std::optional<UsageShare> statutory;
  std::optional<UsageShare> city_kpi_literal;
  std::optional<UsageShare> city_kpi_strict;
  WattHours energy_counted;          ///< of all connections, whatever the outcome
  std::vector<Finding> findings;     ///< sorted, each once
  std::vector<std::string> basis;    ///< ids of the deciding sources, the most telling first
  std::string explanation_zh;
  std::string explanation_en;
  std::string rule_set;              ///< version of the rule set it was made under
};

}  // namespace quaywatt::domain
